import type { Cancel } from '../world.ts';

/** What a line brings: bytes, and the node that sent them. */
export type Hear = (message: Buffer, from: string) => void;

/** Messages between nodes: signed, in order of each sender, lost when nobody listens or the connection breaks. */
export type Line = {
  /** `onNobody`: nobody listens to the subject, so it was lost. Silence means nothing. */
  send(subject: string, message: Uint8Array, onNobody?: () => void): void;
  /** Hears others, not this node itself. */
  hear(subject: string, hear: Hear): Cancel;
  /** Hears whether the connection is there; at once how it is now. */
  onConnection(hear: (isThere: boolean) => void): void;
  close(): Promise<void>;
};

export class LineUnavailable extends Error {
  override readonly name = 'LineUnavailable';
}
