import { jsonAnswer, tagged } from '../answer.ts';
import type { Endpoint } from '../endpoints.ts';
import type { SigningKeys } from '../identity/signing-keys.ts';

/** A key is published a whole period before it signs, so a verifier may keep this for long. */
export const jwksPage = (keys: SigningKeys): Endpoint => ({
  method: 'GET',
  path: '/.well-known/jwks.json',
  answer: async () => tagged(jsonAnswer(200, await keys.published(), { 'Cache-Control': 'public, max-age=3600' })),
});
