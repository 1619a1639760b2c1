import { deserialize, serialize } from 'node:v8';
import type { Codec } from '../journal/codec.ts';
import type { Snapshot } from '../journal/journal.ts';
import type { Actor } from './actor.ts';

/** Stands before the state, on a line of its own: it is never sealed. */
type Head = Pick<Actor, 'at'> & { readonly person?: string };

type Opened = Pick<Actor, 'at' | 'person' | 'state'>;

const newline = 10;

/** The state as it is now; undefined: its person is forgotten. */
export async function sealSnapshot(
  { state, at, person, stream }: Actor,
  codec: Codec,
): Promise<Uint8Array | undefined> {
  const sealed = await codec.sealSnapshot(serialize(state), person, stream);
  const head: Head = { at, ...(person !== undefined && { person }) };
  return sealed && Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), sealed]);
}

/** Undefined: its person is forgotten, or it cannot be read (another Node wrote it); the events tell the same. */
export async function openSnapshot(snapshot: Snapshot, codec: Codec): Promise<Opened | undefined> {
  const bytes = Buffer.from(snapshot.bytes);
  const headEnd = bytes.indexOf(newline);
  try {
    const { at, person } = JSON.parse(bytes.subarray(0, headEnd).toString()) as Head;
    const plain = await codec.openSnapshot(bytes.subarray(headEnd + 1), person, snapshot.stream);
    return plain && { at, person, state: deserialize(plain) as unknown };
  } catch {
    return undefined;
  }
}
