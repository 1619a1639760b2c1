/** Milliseconds since 1970-01-01T00:00:00Z. Rules receive it as an argument and never read a clock. */
export type Instant = number;

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** How an instant leaves Souk: RFC 3339 in UTC. */
export const toIso = (instant: Instant): string => new Date(instant).toISOString();
