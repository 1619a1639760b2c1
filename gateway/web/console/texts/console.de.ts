import type { consoleEn } from './console.en.ts';

export const consoleDe: Readonly<Record<keyof typeof consoleEn, string>> = {
  name: 'Konsole',
};
