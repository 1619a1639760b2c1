import type { AnyChannel } from './channel-kinds.ts';
import type { Frame, ListChange, Version } from './protocol.ts';

/** A channel somebody follows. */
export type Live = {
  readonly tenantId: string;
  readonly channel: string;
  readonly room: string;
  readonly kind: AnyChannel;
  readonly id: string;
  followers: number;
  version: Version;
  /** The newest version of an actor that was heard of or told. */
  newest: number;
  /** Changes of a list since the last frame, the latest of one id. */
  readonly changes: Map<string, ListChange>;
  /** Whoever has the list as it was told here last has to ask for it. */
  isGap: boolean;
  /** Since the last digest. */
  framed: boolean;
};

/** Reads a channel's view as the runtime itself. */
export type ReadState = (
  tenantId: string,
  kind: AnyChannel,
  id: string,
) => Promise<{ version: number; state: unknown }>;

export type Publish = {
  frame(room: string, frame: Frame): Promise<void>;
  digest(room: string, channel: string, version: Version): Promise<void>;
};

const mostChangesInFrame = 200;

/** All changes of a list since its last frame, and it stands at `version`. */
export function nextFrameOf(live: Live, version: Version): Frame {
  const { channel, version: from } = live;
  const changes = [...live.changes.values()].slice(0, mostChangesInFrame);
  const whole = changes.length === live.changes.size && !live.isGap;
  live.changes.clear();
  live.isGap = false;
  live.version = version;
  // Too much for one frame: a gap, so that everybody asks for the list.
  return { channel, from: whole ? from : '', version, changes };
}
