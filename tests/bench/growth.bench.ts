import { type Bench, type Conditions, some } from './bench.ts';
import type { Answered, Catalogue } from './helpers/catalogue.ts';
import { startHelper } from './kit/helper.ts';
import { growthRow, type Pair, quantile, type Row, shown } from './row.ts';

const small = 1_000;
const large = 100_000;
const most = 2;
const rounds = 5;

const p95 = (answered: readonly Answered[]): Pair => ({
  ours: quantile(
    answered.map((one) => one.large),
    0.95,
  ),
  baseline: quantile(
    answered.map((one) => one.small),
    0.95,
  ),
});

/** The question that grows most, which the mixture may hide. */
function worstOf(answered: readonly Answered[]): Row {
  const questions = [...new Set(answered.map(({ question }) => question))];
  const grown = questions.map((question) => ({
    question,
    ...p95(answered.filter((one) => one.question === question)),
  }));
  const worst = grown.toSorted((a, b) => b.ours / b.baseline - a.ours / a.baseline)[0];
  if (!worst) throw new Error('nothing was asked');
  const { question, ours, baseline } = worst;
  return { ...shown(`list p95, most grown: ${question}`, 'ms', ours), baseline, ratio: ours / baseline };
}

async function measure(conditions: Conditions): Promise<Row[]> {
  const { workshop } = conditions;
  const catalogue = startHelper<Catalogue>(workshop, 'catalogue', { ours: true });
  const shelf = (products: number) => ({ directory: workshop.directory('index'), products });
  await catalogue.ask('fill', shelf(small), shelf(large));
  await catalogue.ask('ask', 20);
  const answered: Answered[][] = [];
  for (let round = 0; round < rounds; round += 1) answered.push(await catalogue.ask('ask', some(conditions, 60, 20)));
  await catalogue.stop();
  return [
    growthRow('list p95, 100 000 products against 1 000', 'ms', answered.map(p95), most),
    worstOf(answered.flat()),
  ];
}

export const growth: Bench = { name: 'growth', run: measure };
