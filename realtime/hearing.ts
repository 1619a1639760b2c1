import type { HeardEvent } from '../actors/runtime/feed/events.ts';
import type { EventAbout } from '../actors/runtime/view.ts';
import type { AnyChannel } from './channel-kinds.ts';
import { channelName, channels } from './channels.ts';
import type { ListChange } from './protocol.ts';

/** Channels of one kind, by their words. */
export type Kinds = readonly (readonly [word: string, kind: AnyChannel])[];

/** A channel that an event changes; of a list: what it changes there. */
export type Stirred = { readonly channel: string; readonly change?: ListChange };

type Hears = (event: unknown, about: EventAbout) => unknown;

export const kindsOf = (kind: AnyChannel['kind']): Kinds =>
  Object.entries(channels).filter(([, channel]) => channel.kind === kind);

export const domainsOfKinds = (kinds: Kinds): string[] => [
  ...new Set(kinds.flatMap(([, { on }]) => Object.keys(on)).map((event) => event.slice(0, event.indexOf('.')))),
];

export const stirredBy = (kinds: Kinds, { name, event, about }: HeardEvent): Stirred[] =>
  kinds.flatMap(([word, kind]) => {
    const hears = (kind.on as Readonly<Record<string, Hears | undefined>>)[name];
    return hears ? stirredOf(word, kind.kind, hears(event, about)) : [];
  });

function stirredOf(word: string, kind: AnyChannel['kind'], heard: unknown): Stirred[] {
  if (kind === 'state') return [{ channel: channelName(word, heard as string) }];
  if (kind === 'figures') return (heard as readonly string[]).map((id) => ({ channel: channelName(word, id) }));
  return (heard as ListHeard).map(({ id, change }) => ({ channel: channelName(word, id), change }));
}

type ListHeard = readonly { readonly id: string; readonly change: ListChange }[];
