import type { portalEn } from './portal.en.ts';

export const portalDe: Readonly<Record<keyof typeof portalEn, string>> = {
  name: 'Für Händler',
};
