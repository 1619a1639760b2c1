import type { Money } from '../../actors/runtime/money.ts';
import { movesOver } from './judge.ts';
import { bytesOf, type Request } from './request.ts';
import type { Side, Town } from './town.ts';
import { type Answer, fieldOf } from './wire/answer.ts';

/** What a tenant was told, it may use; what was told because a request was moved over is not its own. */
export function learn(town: Town, request: Request, answer: Answer): void {
  const side = town.sides.find(({ tenant }) => tenant === request.tenant);
  if (!side || request.spoilt.some((one) => movesOver.test(one)) || !fieldOf(answer, 'content-type')?.includes('json'))
    return;
  const text = answer.body.toString();
  if (answer.status < 300) side.pool.learn(text, request.meant, bytesOf(request).toString());
  if (text.length > 0 && /^\w+ \/(carts|orders)/.test(request.meant))
    learnCart(side, request, JSON.parse(text) as Told);
}

type Told = {
  readonly id?: string;
  readonly total?: Money;
  readonly lines?: readonly unknown[];
  readonly token?: string;
  readonly code?: string;
  readonly details?: { readonly cartId?: string };
};

const isOver = /^(CART_CLOSED|CART_FROZEN|UNKNOWN_CART|NOT_FOUND)$/;

function learnCart({ pool }: Side, request: Request, { id, total, lines = [], token, code, details }: Told): void {
  if (code && isOver.test(code) && details?.cartId) pool.dropCart(details.cartId);
  if (request.meant === 'POST /orders' && id) return pool.dropCart(id.replace(/-\d+$/, ''));
  if (id === undefined || total === undefined || !/^cart_[a-z0-9]+$/.test(id)) return;
  const shown = request.fields.filter(([name]) => /^(Authorization|Souk-Token)$/.test(name));
  const fields = token === undefined ? shown : [['Souk-Token', token] as const];
  pool.sawCart({ id, total, isEmpty: lines.length === 0, fields, who: request.who });
}
