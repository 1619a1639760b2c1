import { runtimeError } from '../../actors/runtime/errors.ts';
import type { Stamp } from '../../actors/runtime/headers.ts';
import { type Answer, fieldOf, namesTag } from '../answer.ts';
import { versionField } from './route-answer.ts';

/**
 * `If-Match` on a change: the caller's tag must be that of what its GET shows now. What that GET was read from goes on
 * with the command, so that the actor itself refuses if anything came between the two.
 */
export async function checkIfMatch(
  ifMatch: string | undefined,
  read: (() => Promise<Answer>) | undefined,
): Promise<Stamp | undefined> {
  if (ifMatch === undefined) return undefined;
  const now = await read?.();
  const tag = now && fieldOf(now, 'ETag');
  if (!now || tag === undefined || !namesTag(ifMatch, tag)) throw runtimeError('PRECONDITION_FAILED');
  return fieldOf(now, versionField);
}
