/**
 * A copy of what JSON can hold, as JSON would give it back: fields without a value are left out. It is several times
 * faster than writing and reading it.
 */
export function plainCopy<Value>(value: Value): Value;
export function plainCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => plainCopy(item ?? null));
  const copy: Record<string, unknown> = {};
  for (const [field, inner] of Object.entries(value)) if (inner !== undefined) copy[field] = plainCopy(inner);
  return copy;
}
