import type { shopEn } from './shop.en.ts';

export const shopDe: Readonly<Record<keyof typeof shopEn, string>> = {
  'home.title': 'Von Hand gemacht, vom Hersteller verkauft',
};
