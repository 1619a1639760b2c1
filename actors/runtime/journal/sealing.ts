import { createCipheriv, createDecipheriv, hash } from 'node:crypto';
import type { PersonKey } from '../vault/vault.ts';

/** A value that only its person's key opens: AES-256-GCM, bound to the place it was sealed for. */
export type Sealed = { readonly $person: string; readonly $sealed: string };

const ivBytes = 12;
const tagBytes = 16;

export const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && '$sealed' in value;

/** The initial vector comes from what is sealed and where, so that a simulated run repeats itself; a place seals once. */
export function seal(plain: Uint8Array, key: PersonKey, place: string): Uint8Array {
  const iv = hash('sha256', Buffer.concat([key, Buffer.from(place), plain]), 'buffer').subarray(0, ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the key or the place is not the one it was sealed with. */
export function open(sealed: Uint8Array, key: PersonKey, place: string): Uint8Array {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const tagAt = bytes.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes)).setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(tagAt));
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes, tagAt)), decipher.final()]);
}

export const sealValue = (value: unknown, person: string, key: PersonKey, place: string): Sealed => ({
  $person: person,
  $sealed: Buffer.from(seal(Buffer.from(JSON.stringify(value)), key, place)).toString('base64'),
});

/** `null` once the person is forgotten. */
export const openValue = (sealed: Sealed, key: PersonKey | undefined, place: string): unknown =>
  key ? JSON.parse(Buffer.from(open(Buffer.from(sealed.$sealed, 'base64'), key, place)).toString()) : null;
