import { flowOf } from '../../actors/runtime/flow.ts';
import type { Row } from '../../actors/runtime/rows/rows.ts';
import { type AnyService, bind, type Ctx } from '../../actors/runtime/service.ts';
import { type EventAbout, type RowChange, viewOf } from '../../actors/runtime/view.ts';
import { rowKey } from '../../tenants/isolation.ts';
import { type CounterActions, type CounterEvents, counter, counterContract } from './toy/counter.ts';
import {
  type ErrandActions,
  type ErrandEvents,
  errand,
  errandContract,
  type OutsideActions,
  outsideContract,
} from './toy/errand.ts';
import { type PeopleActions, type PeopleEvents, type PersonState, peopleContract, person } from './toy/person.ts';

export interface ToyActions extends CounterActions, PeopleActions, ErrandActions, OutsideActions {}
export interface ToyEvents extends CounterEvents, PeopleEvents, ErrandEvents {}
export type ToyName = keyof ToyActions;
export type ToyCtx = Ctx<ToyActions>;

const { on, service, task } = bind<ToyActions>();

const byId = ({ id }: { readonly id: string }): string => id;
const nothing = () => ({});

function counters(): AnyService {
  const { command, read } = on(counter);
  const total = ({ total: counted }: { total: number }) => ({ total: counted });
  return service<CounterActions>(counterContract, {
    'counters.add': command({ key: byId, command: ({ id: _, ...add }) => ({ type: 'add', ...add }), answer: total }),
    'counters.take': command({ key: byId, command: ({ by }) => ({ type: 'take', by }), answer: total }),
    'counters.takeLike': command({
      key: byId,
      command: async ({ other }, ctx) => {
        const { total: by } = await ctx.call('counters.show', { id: other });
        return { type: 'take', by };
      },
      answer: total,
    }),
    'counters.touch': command({ key: byId, command: () => ({ type: 'touch' }), answer: total }),
    'counters.list': command({
      key: byId,
      command: ({ lines }) => ({ type: 'list', lines }),
      answer: ({ lines }) => ({ lines }),
    }),
    'counters.double': command({
      key: byId,
      command: () => ({ type: 'double' }),
      answer: ({ lines }) => ({ lines }),
    }),
    'counters.break': command({
      key: byId,
      command: ({ how }) => ({ type: 'break', how }),
      answer: (state, { how }) => {
        if (how === 'answer') throw new Error('an answer broke');
        return total(state);
      },
    }),
    'counters.setBell': command({ key: byId, command: ({ delay }) => ({ type: 'setBell', delay }), answer: total }),
    'counters.stopBell': command({ key: byId, command: () => ({ type: 'stopBell' }), answer: total }),
    'counters.show': read({
      key: byId,
      answer: ({ total: counted, rung, lines }) => ({ total: counted, rung, lines }),
    }),
    'counters.full': read({ key: byId, until: isFull, answer: total }),
    'counters.fill': command({ key: byId, until: isFull, command: ({ by }) => ({ type: 'add', by }), answer: total }),
  });
}

/** As a predicate that was not thought through: it throws where nothing should be. */
function isFull({ total }: { total: number }): boolean {
  if (total === 666) throw new Error('a predicate broke');
  return total >= 10;
}

const cardOf = ({ name, email, renamed }: PersonState) => ({ name, email, renamed });
const ownerOf = ({ id }: PersonState) =>
  id === '' ? undefined : { customerId: id, vendorId: `shop-${id}`, guest: `cart:${id}` };

function people(): AnyService {
  const { command, read } = on(person);
  return service<PeopleActions>(peopleContract, {
    'people.join': command({ key: byId, command: (params) => ({ type: 'join', ...params }), answer: cardOf }),
    'people.rename': command({
      key: byId,
      owner: ownerOf,
      command: ({ id, name }) => ({ type: 'rename', id, name }),
      answer: cardOf,
    }),
    'people.card': read({
      key: byId,
      owner: ownerOf,
      answer: (state) => (state.id === '' ? undefined : cardOf(state)),
    }),
    'people.count': read({ key: byId, answer: ({ renamed }) => ({ renamed }) }),
    'people.greet': read({ key: byId, answer: ({ name }) => ({ hello: name ?? 'stranger' }) }),
    'people.promote': command({
      key: byId,
      owner: ownerOf,
      command: ({ id, name }) => ({ type: 'rename', id, name }),
      answer: cardOf,
    }),
  });
}

function errands(): AnyService {
  const { command, read } = on(errand);
  return service<ErrandActions>(errandContract, {
    'errands.send': command({ key: byId, command: ({ whats }) => ({ type: 'send', whats }), answer: nothing }),
    'errands.push': command({ key: byId, command: ({ what }) => ({ type: 'push', what }), answer: nothing }),
    'errands.undo': command({ key: byId, command: ({ what }) => ({ type: 'undo', what }), answer: nothing }),
    'errands.finish': command({ key: byId, command: ({ what }) => ({ type: 'finish', what }), answer: nothing }),
    'errands.fail': command({
      key: byId,
      command: ({ what, code }) => ({ type: 'fail', what, code }),
      answer: nothing,
    }),
    'errands.show': read({ key: byId, answer: ({ finished, failed }) => ({ finished, failed }) }),
  });
}

/** What a visit does. Default: it meets whom it looks for. */
export type Visit = (what: string, ctx: ToyCtx) => Promise<unknown> | unknown;

const outside = (visit: () => Visit): AnyService =>
  service<OutsideActions>(outsideContract, {
    'outside.visit': task(async ({ what }, ctx) => {
      await visit()(what, ctx);
      return { met: what };
    }),
  });

export const errandFlow = flowOf<ToyActions, ToyEvents>()({
  name: 'errands',
  from: 'start',
  rows: {
    'errands.sent': {
      ask: { 'outside.visit': ({ whats }) => whats.map((what) => ({ what })) },
      answered: {
        'errands.finish': (_, { id }, answers) => ({
          id,
          what: answers('outside.visit')
            .map(({ met }) => met)
            .join(),
        }),
      },
      refused: {
        'errands.fail': (_, { id }, refusals) => ({
          id,
          what: refusals.map(({ params }) => String(params.what)).join(),
          code: refusals[0]?.code ?? '',
        }),
      },
    },
    'errands.pushed': {
      ask: { 'outside.visit': ({ what }) => [{ what }] },
      answered: { 'errands.finish': ({ what }, { id }) => ({ id, what }) },
    },
    'errands.undone': { undo: true, ask: { 'outside.visit': ({ what }) => [{ what }] } },
  },
});

export type TotalRow = Row & { readonly id: string; readonly total: number; readonly events: number };

/** The note at which the view chokes, as long as `poison.on`. */
export const poisonNote = 'poison';

const counted = (by: number, { tenantId, id }: EventAbout): readonly RowChange<TotalRow>[] => [
  {
    key: rowKey(tenantId, id),
    change: (row) => ({ tenantId, id, total: (row?.total ?? 0) + by, events: (row?.events ?? 0) + 1 }),
  },
];

export const totalsView = (poison: { on: boolean }, version = 1) =>
  viewOf<ToyEvents>()<TotalRow>({
    name: 'totals',
    version,
    indexes: { byTotal: ['tenantId', 'total'] },
    on: {
      'counters.added': ({ by, note }, about) => {
        if (poison.on && note === poisonNote) throw new Error('the view choked');
        return counted(by, about);
      },
      'counters.taken': ({ by }, about) => counted(-by, about),
    },
  });

export const toyServices = (visit: () => Visit): readonly AnyService[] => [
  counters(),
  people(),
  errands(),
  outside(visit),
];
