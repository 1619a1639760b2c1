/** What questions of one's own are asked about. */
export type Subject = 'sales' | 'lines' | 'visits';

/**
 * The allow-list: what may be added up of a subject, and what it may be told by and narrowed to. Nothing of a question but
 * these names, and values that are bound, ever reaches the database.
 */
export const subjects = {
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
} as const satisfies Readonly<
  Record<Subject, { readonly measures: readonly string[]; readonly dimensions: readonly string[] }>
>;

export type Measure = (typeof subjects)[Subject]['measures'][number];
export type Dimension = (typeof subjects)[Subject]['dimensions'][number];

/** As much of a question as its subject is asked about. */
type Named = {
  readonly of: Subject;
  readonly measures: readonly string[];
  readonly by?: readonly string[];
  readonly where?: readonly { readonly field: string }[];
  readonly order?: string;
};

type QuestionProblem = { readonly field: string; readonly problem: string };

/** The first thing in a question that its subject does not have; undefined: it can be asked. */
export function questionProblem({ of, measures, by = [], where = [], order }: Named): QuestionProblem | undefined {
  const { measures: ownMeasures, dimensions } = subjects[of];
  const isMeasure = (name: string) => ownMeasures.some((own) => own === name);
  const isDimension = (name: string) => dimensions.some((own) => own === name);
  const isShown = (name: string) => [...measures, ...by].some((shown) => shown === name);
  const missing = (field: string, name: string, has: readonly string[]) => ({
    field,
    problem: `${of} has no ${name}: it has ${has.join(', ')}`,
  });
  const measure = measures.find((name) => !isMeasure(name));
  if (measure !== undefined) return missing('question.measures', measure, ownMeasures);
  const dimension = by.find((name) => !isDimension(name));
  if (dimension !== undefined) return missing('question.by', dimension, dimensions);
  const filter = where.find(({ field }) => !isDimension(field));
  if (filter) return missing('question.where', filter.field, dimensions);
  if (order !== undefined && !isShown(order))
    return { field: 'question.order', problem: 'must be one of what is asked for' };
  return undefined;
}
