/**
 * A copy of what JSON can hold, as JSON would give it back: fields without a value are left out. It is several times
 * faster than writing and reading it.
 */
export function plainCopy<Value>(value: Value): Value;
export function plainCopy(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => plainCopy(item ?? null));
  if (value instanceof Date) return value.toJSON();
  const copy: Record<string, unknown> = {};
  for (const [field, inner] of Object.entries(value)) if (inner !== undefined) put(copy, field, plainCopy(inner));
  return copy;
}

/** To assign to `__proto__` would not make a field. */
function put(copy: Record<string, unknown>, field: string, value: unknown): void {
  if (field === '__proto__') Object.defineProperty(copy, field, { value, enumerable: true, writable: true });
  else copy[field] = value;
}
