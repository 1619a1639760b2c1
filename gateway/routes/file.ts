import type { FilePiece } from '../../actors/analytics/contract.ts';
import { type Answer, tagged, textAnswer } from '../answer.ts';
import type { Reply } from './route-answer.ts';

/** Of one file: more is not held for one request. */
const mostBytes = 64 * 1_048_576;

/** A file of an action whose answers are its pieces, as one: the others are asked for until it is whole. */
export async function fileAnswer(first: Reply, next: (offset: number) => Promise<Reply>): Promise<Answer> {
  const { name, type, bytes, content } = first.result as FilePiece;
  if (bytes > mostBytes) throw new RangeError(`${name} is too large`);
  const whole = Buffer.alloc(bytes);
  let filled = whole.write(content, 0, 'base64');
  while (filled < bytes) {
    const piece = (await next(filled)).result as FilePiece;
    const more = whole.write(piece.content, filled, 'base64');
    if (more === 0) throw new RangeError(`${name} ended before its end`);
    filled += more;
  }
  return tagged(
    textAnswer(200, type, whole, {
      'Cache-Control': 'private, no-cache',
      'Content-Disposition': `attachment; filename="${name}"`,
    }),
  );
}
