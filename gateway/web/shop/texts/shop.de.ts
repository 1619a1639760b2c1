import type { Texts } from '../../i18n/texts.ts';
import { shelvesDe } from './shelves.de.ts';
import { tillDe } from './till.de.ts';

export const shopDe: Texts = { ...shelvesDe, ...tillDe };
