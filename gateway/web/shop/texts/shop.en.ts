import { shelvesEn } from './shelves.en.ts';
import { tillEn } from './till.en.ts';

/** Texts of the shop. */
export const shopEn = { ...shelvesEn, ...tillEn } as const;
