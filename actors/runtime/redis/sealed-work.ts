import { createHmac } from 'node:crypto';
import { open, seal } from '../journal/sealing.ts';

const keyOf = (secret: string): Buffer => createHmac('sha256', secret).update('jobs').digest();

/** What Redis may see of a piece of work, bound to its id. */
export const sealWork = (secret: string, id: string, work: unknown): string =>
  Buffer.from(seal(Buffer.from(JSON.stringify(work)), keyOf(secret), id)).toString('base64');

/** Throws where it was sealed under another id or secret. */
export const openWork = (secret: string, id: string, sealed: string): unknown =>
  JSON.parse(Buffer.from(open(Buffer.from(sealed, 'base64'), keyOf(secret), id)).toString());
