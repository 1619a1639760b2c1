import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const fileHeaderBytes = 100;
const magic = 'SQLite format 3';
const walHeaderBytes = 32;
const frameHeaderBytes = 24;
const indexBytes = 136;

/**
 * How a database file or its write-ahead log was cut short, in half a sentence; undefined: neither was. SQLite takes the
 * end of a log for one that a crash tore, and while there is a log it takes pages that are nowhere for zeros. But what
 * lies beyond the end of the file must be in the log, and the `-shm` of a process that was killed still says how long the
 * log was at the last commit. The places are those of sqlite.org/fileformat2.html and sqlite.org/walformat.html.
 *
 * To be called before anybody in this process has the file open: a process that closes a file, however it had opened it,
 * lets go of every lock that SQLite holds on it.
 */
export function cutShort(file: string): string | undefined {
  const index = reading(`${file}-shm`, indexOf);
  const log = reading(`${file}-wal`, logOf) ?? noLog;
  const lost = framesLost(index, log);
  if (lost > 0) return `${file}-wal was cut short: ${lost} of its pages are gone`;
  const { there, pages } = reading(file, pagesOf) ?? { there: 0, pages: 0 };
  const wanted = log.pages || pages;
  const held = [...log.held].filter((page) => page > there && page <= wanted);
  const missing = wanted - there - held.length;
  return missing > 0 ? `${file} was cut short: ${missing} of its pages are gone` : undefined;
}

type Pages = { readonly there: number; readonly pages: number };
type Index = { readonly frames: number; readonly moved: number; readonly salts: Buffer };
type Log = {
  /** In the database after the last commit; 0 without one. */
  readonly pages: number;
  readonly held: ReadonlySet<number>;
  readonly frames: number;
  readonly salts: Buffer;
};
type Read = (position: number, length: number) => Buffer;

const noLog: Log = { pages: 0, held: new Set(), frames: 0, salts: Buffer.alloc(0) };

/** A log of another generation has other salts, and what was moved into the file needs no log any more. */
function framesLost(index: Index | undefined, { frames, salts }: Log): number {
  if (!index || index.moved >= index.frames) return 0;
  return salts.length === 0 || salts.equals(index.salts) ? Math.max(0, index.frames - frames) : 0;
}

/** How many pages are whole, and how many there should be by the header. SQLite takes a part of a page for all of it. */
function pagesOf(read: Read, size: number): Pages {
  const header = read(0, fileHeaderBytes);
  // Where there is nothing else, or no header yet, whoever opens it says so.
  if (header.length < fileHeaderBytes || header.toString('latin1', 0, magic.length) !== magic)
    return { there: 0, pages: 0 };
  return { there: Math.floor(size / header.readUInt16BE(16)), pages: header.readUInt32BE(28) };
}

/** In the byte order of the machine. */
function indexOf(read: Read, size: number): Index | undefined {
  if (size < indexBytes) return undefined;
  const header = Uint8Array.from(read(0, indexBytes));
  const numbers = new Uint32Array(header.buffer);
  const isInitialised = header[12] === 1;
  if (!isInitialised) return undefined;
  return { frames: numbers[4] ?? 0, moved: numbers[24] ?? 0, salts: Buffer.from(header.subarray(32, 40)) };
}

function logOf(read: Read, size: number): Log {
  if (size < walHeaderBytes) return noLog;
  const [pageBytes, salts] = [read(8, 4).readUInt32BE(), read(16, 8)];
  const [held, open] = [new Set<number>(), [] as number[]];
  const frameBytes = frameHeaderBytes + pageBytes;
  let [pages, frames] = [0, 0];
  for (let at = walHeaderBytes; at + frameBytes <= size; at += frameBytes) {
    const frame = read(at, frameHeaderBytes);
    // What follows was written before the log began anew.
    if (!frame.subarray(8, 16).equals(salts)) break;
    frames += 1;
    open.push(frame.readUInt32BE(0));
    const after = frame.readUInt32BE(4);
    if (after === 0) continue;
    pages = after;
    for (const page of open.splice(0)) held.add(page);
  }
  return { pages, held, frames, salts };
}

/** Undefined: there is no such file. */
function reading<Found>(file: string, look: (read: Read, size: number) => Found): Found | undefined {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const read: Read = (position, length) => {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(handle, bytes, 0, length, position));
    };
    return look(read, fstatSync(handle).size);
  } finally {
    closeSync(handle);
  }
}
