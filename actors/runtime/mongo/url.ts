/** User and password are no part of either answer: what is said of a url may be logged. */
const pattern = /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?(?<hosts>[^/?]+)(?:\/(?<database>[^?]*))?/;

const partOf = (url: string, part: 'hosts' | 'database'): string | undefined => pattern.exec(url)?.groups?.[part];

export const hostsIn = (url: string): string => partOf(url, 'hosts') ?? '?';

/** The one that the path names, if it names one. */
export const databaseIn = (url: string): string | undefined => partOf(url, 'database') || undefined;
