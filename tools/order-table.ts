import { orderFlow } from '../actors/orders/order.flow.ts';
import { type FlowLine, flowTable } from '../actors/runtime/flow.ts';

const words = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const row = ({ when, atOnce, ask, answered, refused }: FlowLine): string =>
  ['', `\`${when}\`${atOnce ? ' (at once)' : ''}`, words(ask), words(answered), words(refused), ''].join(' | ').trim();

/** The life of an order as the README shows it, read off the code. */
export const orderTable = (): string =>
  [
    '| when | ask (in parallel) | all answered -> tell | one refused -> tell |',
    '| --- | --- | --- | --- |',
    ...flowTable(orderFlow).map(row),
  ].join('\n');
