import type { ChangeOwnTenant, Tenant } from '../../../../actors/tenants/contract.ts';

/** The settings of a marketplace as a form holds them; rates in percent. */
export type MarketForm = {
  readonly name: string;
  readonly locale: string;
  readonly taxPercent: string;
  readonly commissionPercent: string;
};

const percentOf = (basisPoints: number): string => String(basisPoints / 100);

/** Basis points of what somebody typed: `7`, `7.5`, `7,25`; undefined where it is no share of a whole. */
export function basisPointsOf(text: string): number | undefined {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!found) return undefined;
  const points = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
  return points <= 10_000 ? points : undefined;
}

export const marketFormOf = ({ name, locale, taxRate, commissionRate }: Tenant): MarketForm => ({
  name,
  locale,
  taxPercent: percentOf(taxRate),
  commissionPercent: percentOf(commissionRate),
});

/** What the form asks for; its rates have been looked at. */
export const changeOf = ({ name, locale, taxPercent, commissionPercent }: MarketForm): ChangeOwnTenant => ({
  name: name.trim(),
  locale,
  taxRate: basisPointsOf(taxPercent) ?? 0,
  commissionRate: basisPointsOf(commissionPercent) ?? 0,
});
