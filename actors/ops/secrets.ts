const secret = /password|secret|token|hash$/i;

/** Hides what no one may read, wherever it stands in a state; Maps and Sets become plain. */
export function withoutSecrets(value: unknown): unknown {
  if (value instanceof Map) return withoutSecrets(Object.fromEntries(value));
  if (value instanceof Set) return [...value].map(withoutSecrets);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [field, secret.test(field) ? '[hidden]' : withoutSecrets(inner)]),
  );
}
