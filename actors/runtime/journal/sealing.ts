import { createCipheriv, createDecipheriv, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { PersonKey } from '../vault/vault.ts';

/** Fields that only their person's key opens: AES-256-GCM, bound to the place they were sealed for. */
export type Sealed = { readonly person: string; readonly fields: readonly string[]; readonly bytes: string };

const ivBytes = 12;
const tagBytes = 16;

/** Node checks a raw key anew for each cipher; a key object once. */
const keyObjects = new WeakMap<PersonKey, KeyObject>();

function keyObject(key: PersonKey): KeyObject {
  const known = keyObjects.get(key) ?? createSecretKey(key);
  keyObjects.set(key, known);
  return known;
}

/** The initial vector comes from what is sealed and where, so that a simulated run repeats itself; a place seals once. */
export function seal(plain: Uint8Array, key: PersonKey, place: string): Uint8Array {
  const iv = hash('sha256', Buffer.concat([key, Buffer.from(place), plain]), 'buffer').subarray(0, ivBytes);
  const cipher = createCipheriv('aes-256-gcm', keyObject(key), iv).setAAD(Buffer.from(place));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the key or the place is not the one it was sealed with. */
export function open(sealed: Uint8Array, key: PersonKey, place: string): Uint8Array {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const tagAt = bytes.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', keyObject(key), bytes.subarray(0, ivBytes));
  decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(tagAt));
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes, tagAt)), decipher.final()]);
}

type Fields = Readonly<Record<string, unknown>>;

/** Without a key (the person is forgotten) nothing of the values is kept. */
export function sealFields(values: Fields, person: string, key: PersonKey | undefined, place: string): Sealed {
  const bytes = key ? Buffer.from(seal(Buffer.from(JSON.stringify(values)), key, place)).toString('base64') : '';
  return { person, fields: Object.keys(values), bytes };
}

/** Every field is `null` once the person is forgotten. */
export const openFields = ({ fields, bytes }: Sealed, key: PersonKey | undefined, place: string): Fields =>
  key && bytes
    ? (JSON.parse(Buffer.from(open(Buffer.from(bytes, 'base64'), key, place)).toString()) as Fields)
    : Object.fromEntries(fields.map((field) => [field, null]));
