import { beforeAll, describe, expect, test } from '@jest/globals';
import type { AnalyticsActions, SavedQuestion } from '../../actors/analytics/contract.ts';
import { hasEngine } from '../analytics/has-engine.given.ts';
import { eventually } from './eventually.ts';
import { givenFigures } from './figures.given.ts';
import { buy, logIn, openShop, type Person, register, type Shop, stockWare, type Ware } from './market.given.ts';
import type { Visitor } from './visitor.ts';

type Answer = AnalyticsActions['analytics.ask']['result'];
type Board = AnalyticsActions['analytics.board']['result'];

let guest: Visitor;
let operator: Person;
let stranger: Person;
let bees: Shop;
let wool: Shop;
let honey: Ware;
let scarf: Ware;

const question = { of: 'lines', measures: ['units', 'gross'], by: ['product'], order: 'gross' };

(hasEngine ? describe : describe.skip)('Who has questions of their own', () => {
  beforeAll(async () => {
    ({ guest, operator, stranger, bees, honey } = await givenFigures());
    wool = await openShop(operator, await register(guest, 'will@example.org'), 'Wool of Will');
    scarf = await stockWare(wool, 'Island scarf', 4_200, 5);
    await buy(await register(guest, 'ann@example.org'), { [honey.sku]: 2, [scarf.sku]: 1 });
    await eventually('it is counted', async () => (await ask(operator)).body.items?.length === 2);
  });

  const ask = (person: Visitor, more: object = {}) =>
    person.ask<Answer>('POST', '/analytics/ask', { body: { question, ...more } });

  const save = async (name: string) => {
    const { status, body } = await operator.ask<SavedQuestion>('POST', '/analytics/questions', {
      body: { name, question },
    });
    expect(status).toBe(201);
    return body;
  };

  const scarfs = () => ({ productId: scarf.product.id, currency: 'GBP', units: 1, gross: 4_200 });
  const honeys = () => ({ productId: honey.product.id, currency: 'GBP', units: 2, gross: 1_500 });

  test('ask for what they like, of the whole tenant or as a vendor of their own', async () => {
    expect((await ask(operator)).body.items).toEqual([scarfs(), honeys()]);
    expect((await ask(bees.owner, { vendor: bees.vendor.id })).body.items).toEqual([honeys()]);
    const compared = (await ask(operator, { compare: 'previous' })).body;
    expect(compared.previous?.items).toEqual([]);
  });

  test('keep them under a name for each other, and have their answers as a table', async () => {
    const { id } = await save('What sells');
    expect((await operator.get<{ items: SavedQuestion[] }>('/analytics/questions')).items).toContainEqual({
      ...{ id, name: 'What sells' },
      question,
    });
    const { text, headers } = await operator.ask('GET', `/analytics/questions/${id}/answer?format=csv`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      'productId,currency,units,gross',
      `${scarf.product.id},GBP,1,4200`,
    ]);
    const path = `/analytics/questions/${id}`;
    expect((await operator.ask('PATCH', path, { body: { name: 'What sells best' } })).status).toBe(200);
    expect((await operator.ask('DELETE', path)).status).toBe(200);
    expect((await operator.ask('GET', `${path}/answer`)).status).toBe(404);
  });

  test('put some of them on a board of their own, which is theirs wherever they sign in', async () => {
    const [first, second, gone] = [await save('First'), await save('Second'), await save('Gone')];
    const arrange = (person: Person, questions: readonly string[]) =>
      person.ask<Board>('PUT', '/analytics/board', { body: { questions } });
    expect((await operator.get<Board>('/analytics/board')).questions).toEqual([]);
    await operator.ask('DELETE', `/analytics/questions/${gone.id}`);
    const { body } = await arrange(operator, [second.id, gone.id, first.id]);
    expect(body.questions).toEqual([second.id, first.id]);
    const elsewhere = await logIn(guest, 'operator@demo.example');
    expect((await elsewhere.get<Board>('/analytics/board')).questions).toEqual([second.id, first.id]);
    const colleague = await logIn(guest, 'analyst@demo.example');
    expect((await colleague.get<Board>('/analytics/board')).questions).toEqual([]);
    expect((await arrange(stranger, [first.id])).body.questions).toEqual([]);
    expect((await arrange(operator, [first.id, first.id])).status).toBe(400);
    expect((await arrange(bees.owner, [])).status).toBe(403);
  });

  test.each([
    [{ question: { ...question, by: ['device'] } }, 'question.by'],
    [{ question: { ...question, of: 'events' } }, 'question.of'],
    [{ question: { ...question, measures: ['gross) FROM events --'] } }, 'question.measures[0]'],
    [{ question: { ...question, by: ['time'], grain: 'minute' } }, 'grain'],
    [{ question: { ...question, sql: 'SELECT 1' } }, 'question.sql'],
    [{ from: 'yesterday' }, 'from'],
  ])('are told what is wrong with %j', async (more, field) => {
    const { status, body } = await operator.ask('POST', '/analytics/ask', { body: { question, ...more } });
    expect([status, body.errors?.[0]?.field]).toEqual([400, field]);
  });

  test('see nothing of another tenant or another vendor, whatever they ask', async () => {
    const { id } = await save('Ours');
    expect((await ask(stranger)).body.items).toEqual([]);
    const answers = await Promise.all([
      ask(stranger, { vendor: bees.vendor.id }),
      ask(wool.owner, { vendor: bees.vendor.id }),
      ask(wool.owner),
      ...['GET', 'PATCH', 'DELETE'].map((method) =>
        stranger.ask(method, `/analytics/questions/${id}`, method === 'PATCH' ? { body: { name: 'Mine' } } : {}),
      ),
      stranger.ask('GET', `/analytics/questions/${id}/answer`),
      wool.owner.ask('GET', `/analytics/questions/${id}/answer?vendor=${bees.vendor.id}`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    expect((await stranger.get<{ items: unknown[] }>('/analytics/questions')).items).toEqual([]);
    const shopper = await register(guest, 'sue@example.org');
    expect((await ask(shopper)).status).toBe(404);
    expect((await shopper.ask('GET', '/analytics/questions')).status).toBe(403);
    expect((await ask(guest)).status).toBe(401);
  });
});
