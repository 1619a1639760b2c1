import { useEffect, useRef } from 'react';
import type { LiveClient } from '../../../realtime/client.ts';
import { askSession } from '../api/ask.ts';
import { chosenTenant } from '../api/tenant.ts';
import { Channels, type Hears } from './channels.ts';

type Connected = { readonly client?: Promise<LiveClient> };

let connected: Connected = {};

/** Loaded with the first channel that somebody follows: the first sight of a page does not wait for sockets. */
function connect(): Promise<LiveClient> {
  const client = connected.client ?? load();
  connected = { client };
  return client;
}

async function load(): Promise<LiveClient> {
  const { LiveClient: Client } = await import('../../../realtime/client.ts');
  const tenant = chosenTenant();
  // Renews the cookies of the session, which the socket's first request shows.
  const token = () => askSession().then(nothing, nothing);
  return new Client({ url: location.origin, ...(tenant && { tenant }), token, byCookie: true });
}

const nothing = (): undefined => undefined;

const channels = new Channels(connect);

/** After somebody has come or gone. */
export async function reconnectLive(): Promise<void> {
  const client = await connected.client;
  await client?.authenticate();
}

/** Follows a channel while the component is there; undefined follows nothing. */
export function useLive<State>(channel: string | undefined, hears: Hears<State>, token?: string): void {
  const latest = useRef(hears);
  latest.current = hears;
  useEffect(() => {
    if (channel === undefined) return undefined;
    return channels.follow<State>(
      channel,
      {
        state: (state) => latest.current.state?.(state),
        changes: (changes) => latest.current.changes?.(changes),
        problem: (problem) => latest.current.problem?.(problem),
      },
      token,
    );
  }, [channel, token]);
}

/** Follows many channels at once. Returns what stops them all. */
export function followAll<State>(followed: readonly (readonly [string, (state: State) => void])[]): () => void {
  const stops = followed.map(([channel, state]) => channels.follow<State>(channel, { state }));
  return () => {
    for (const stop of stops) stop();
  };
}
