import type { OwnItem, OwnQuestion } from '../../../../actors/analytics/contract.ts';
import type { Piece } from '../pieces.ts';

type Subject = OwnQuestion['of'];
type OwnMeasure = OwnQuestion['measures'][number];
type Dimension = NonNullable<OwnQuestion['by']>[number];

/** What can be asked of a subject. A test holds it equal to what analytics allows. */
export const offered: Readonly<
  Record<Subject, { readonly measures: readonly OwnMeasure[]; readonly dimensions: readonly Dimension[] }>
> = {
  sales: {
    measures: ['orders', 'units', 'gross', 'tax', 'commission', 'refunds', 'net', 'customers'],
    dimensions: ['time', 'vendor'],
  },
  lines: {
    measures: ['orders', 'units', 'gross', 'tax', 'customers'],
    dimensions: ['time', 'vendor', 'product', 'sku', 'country'],
  },
  visits: {
    measures: ['visits', 'sessions', 'visitors'],
    dimensions: ['time', 'type', 'product', 'source', 'device', 'query', 'step'],
  },
};

export const subjects = Object.keys(offered) as readonly Subject[];

export const firstQuestion: OwnQuestion = { of: 'lines', measures: ['gross', 'units'], by: ['product'] };

const mostBy = 3;

/** The same about another subject, as far as it has what was asked for. */
export function aboutOther(question: OwnQuestion, of: Subject): OwnQuestion {
  const { measures, dimensions } = offered[of];
  const kept = question.measures.filter((one) => measures.includes(one));
  return {
    of,
    measures: kept.length > 0 ? kept : measures.slice(0, 1),
    by: (question.by ?? []).filter((one) => dimensions.includes(one)),
  };
}

/** With something more, or without it; the last measure stays, and a fourth way to tell things apart takes the first one's place. */
export function withMeasure(question: OwnQuestion, measure: OwnMeasure, isOn: boolean): OwnQuestion {
  const others = question.measures.filter((one) => one !== measure);
  if (isOn) return { ...question, measures: [...others, measure] };
  return others.length === 0 ? question : { ...question, measures: others };
}

export function withDimension(question: OwnQuestion, dimension: Dimension, isOn: boolean): OwnQuestion {
  const others = (question.by ?? []).filter((one) => one !== dimension);
  return { ...question, by: isOn ? [...others, dimension].slice(-mostBy) : others };
}

/** Of this alone; undefined: of everything. */
export const withOnly = (
  { where: _, ...whole }: OwnQuestion,
  where: OwnQuestion['where'] | undefined,
): OwnQuestion => ({
  ...whole,
  ...(where && { where }),
});

const isOf = <Name extends string>(names: readonly Name[], given: unknown): given is readonly Name[] =>
  Array.isArray(given) && given.every((one) => names.includes(one));

/** Whatever an address says: what is no question is the first one. */
export function readOwn(text: string | undefined): OwnQuestion {
  try {
    const { of, measures, by = [], where } = JSON.parse(text ?? '') as OwnQuestion;
    if (!isOf(offered[of].measures, measures) || measures.length === 0) return firstQuestion;
    if (!isOf(offered[of].dimensions, by)) return firstQuestion;
    return { of, measures, by, ...(where && { where }) };
  } catch {
    return firstQuestion;
  }
}

/** The fields that tell the items apart, as the answer names them. */
export const fieldsOf = (items: readonly OwnItem[], measures: readonly string[]): readonly string[] =>
  Object.keys(items[0] ?? {}).filter((field) => !measures.includes(field));

/** Told by nothing but the time: it can be drawn as a line. */
export const isOverTime = ({ by = [] }: OwnQuestion): boolean => by.length === 1 && by[0] === 'time';

/** A measure over time; of amounts those of one currency. */
export const ownPieces = (items: readonly OwnItem[], measure: OwnMeasure, currency: string): readonly Piece[] =>
  items
    .filter((item) => item.currency === undefined || item.currency === currency)
    .map((item) => ({ start: String(item.start), value: Number(item[measure]) }))
    .sort((a, b) => a.start.localeCompare(b.start));
