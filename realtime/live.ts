import type { AnyChannel } from './channels.ts';
import type { ListChange, Version } from './protocol.ts';

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
  /** Since the last digest. */
  framed: boolean;
};
