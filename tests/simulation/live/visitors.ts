import type { ActionName, ParamsOf } from '../../../actors/registry.ts';
import type { Caller } from '../../../actors/runtime/caller.ts';
import { parseChannel } from '../../../realtime/channels.ts';
import type { Channel } from '../../../realtime/protocol.ts';
import type { Client } from '../load/client.ts';
import { type Market, operatorOf } from '../load/market.ts';
import type { Story } from '../load/story.ts';
import { NodeClock } from '../world/clock.ts';
import type { House } from '../world/house.ts';
import { newOwner } from '../world/scheduler.ts';
import { Browser } from './browser.ts';
import type { Entrance, Session } from './entrance.ts';
import { Page } from './page.ts';

export type Stranger = 'none' | 'visitor' | 'elsewhere';

export type LivePlan = {
  /** Browsers of a market's operator that follow what happens there; 0: nobody looks. */
  readonly followers: number;
  readonly sessionMs: number;
  /** Who else asks for the same channels: nobody, a visitor who may not, or the operator of another tenant. */
  readonly stranger: Stranger;
  /** Whether the last list must be the true one: what ops replay on another node is told nobody. */
  readonly lists: boolean;
};

export type VisitorsOptions = {
  readonly house: House;
  readonly market: Market;
  readonly story: Story;
  readonly plan: LivePlan;
  readonly entrances: () => readonly Entrance[];
  /** Asks as everybody outside does. */
  readonly client: Client;
};

type Followed = { readonly page: Page; readonly stop: () => void };
type Visitor = {
  readonly name: string;
  readonly browser: Browser;
  readonly caller: Caller;
  readonly followed: Map<Channel, Followed>;
  /** Also those that are closed. */
  readonly pages: Page[];
};

const mostOrders = 2;
const mostTries = 6;
const lookAgainMs = 1_000;
/** A digest comes every 5 s, and a client tries again after 10 s at the latest. */
const mostLooks = 30;
const elsewhere = 'elsewhere';
const visitor: Caller = { kind: 'anyone', roles: [], staff: {} };

/** People who look at one market while it lives: its operator, and a stranger who may not. */
export class Visitors {
  readonly #options: VisitorsOptions;
  readonly #operators: readonly Visitor[];
  readonly #strangers: readonly Visitor[];
  readonly #first: readonly Channel[];
  readonly #truths = new Map<Channel, unknown>();
  #isOver = false;

  constructor(options: VisitorsOptions) {
    this.#options = options;
    const { plan, market, client } = options;
    const { tenantId, shelves, vendorIds } = market;
    this.#first = [`stock:${client.dice.pick(shelves).sku}`, `vendor-orders:${client.dice.pick(vendorIds)}`];
    this.#operators = Array.from({ length: plan.followers }, (_, place) =>
      this.#visitor(`looker ${place + 1} of ${tenantId}`, tenantId, operatorOf(tenantId)),
    );
    this.#strangers = this.#strangersOf(plan.stranger);
    for (const visitor of this.#operators) for (const channel of this.#first) this.#follow(visitor, channel);
  }

  /** From time to time: new orders are followed, somebody leaves and comes back, a stranger tries. */
  look(): void {
    if (this.#isOver) return;
    const { story, market, client } = this.#options;
    const known = [...story.orders.values()].filter(({ tenantId }) => tenantId === market.tenantId);
    const channels = [...this.#first, ...known.slice(0, mostOrders).map(({ id }) => `order:${id}`)];
    const [steady, ...restless] = this.#operators;
    for (const channel of channels) if (steady && !steady.followed.has(channel)) this.#follow(steady, channel);
    for (const visitor of restless) this.#comeOrGo(visitor, client.dice.pick(channels));
    // Stock is for everybody to see in its own market.
    const closed = this.#options.plan.stranger === 'visitor' ? channels.slice(1) : channels;
    for (const stranger of this.#strangers) {
      if (stranger.pages.length < mostTries) this.#follow(stranger, client.dice.pick(closed));
    }
  }

  /** Nobody follows anything else from now on. */
  stay(): void {
    this.#isOver = true;
  }

  /** What was wrong with what they were told. */
  get problems(): readonly string[] {
    return [...this.#operators, ...this.#strangers].flatMap(({ name, pages }) =>
      pages.flatMap(({ problems }) => problems.map((problem) => `${name} ${problem}`)),
    );
  }

  /** Pages that do not come to show what is true, asked once the world has come to rest. */
  async lastLook(): Promise<readonly string[]> {
    let untrue = await this.#untrue();
    for (let looks = 1; untrue.length > 0 && looks < mostLooks; looks += 1) {
      await this.#options.client.pause(lookAgainMs);
      untrue = await this.#untrue();
    }
    return untrue;
  }

  async #untrue(): Promise<string[]> {
    const sentences: string[] = [];
    for (const { name, followed, caller } of this.#operators) {
      for (const [channel, { page }] of followed) {
        if (channel.startsWith('vendor-orders:') && !this.#options.plan.lists) continue;
        const truth = this.#truths.get(channel) ?? (await this.#ask(channel, caller));
        this.#truths.set(channel, truth);
        if (page.shows(truth)) continue;
        const shown = page.refusal?.code ?? JSON.stringify(page.shown);
        sentences.push(`${name} sees ${shown} at ${channel} (${page.version}), and it is ${JSON.stringify(truth)}`);
      }
    }
    return sentences;
  }

  #strangersOf(kind: Stranger): readonly Visitor[] {
    if (kind === 'none') return [];
    const { tenantId } = this.#options.market;
    return kind === 'visitor'
      ? [this.#visitor('a visitor', tenantId, visitor)]
      : [this.#visitor('a stranger', elsewhere, operatorOf(elsewhere))];
  }

  #visitor(name: string, tenantId: string, caller: Caller): Visitor {
    const { house, entrances, plan } = this.#options;
    const clock = new NodeClock(house.scheduler, house.dice.fork(`clock of ${name}`), newOwner(name));
    const followed = new Map<Channel, Followed>();
    const token = () => JSON.stringify({ tenantId, caller, expiresAt: clock.now() + plan.sessionMs } satisfies Session);
    const browser = new Browser({
      ...{ name, house, token, entrances },
      onFrame: (frame) => followed.get(frame.channel)?.page.note(frame),
    });
    return { name, browser, caller, followed, pages: [] };
  }

  #follow({ browser, caller, followed, pages }: Visitor, channel: Channel): void {
    const page = new Page({
      channel,
      isOwn: caller.accountId === operatorOf(this.#options.market.tenantId).accountId,
      lookAgain: () => this.#ask(channel, caller),
      onProblem: ({ code }) => code === 'UNAUTHENTICATED' && void browser.renewLater(channel),
    });
    pages.push(page);
    followed.set(channel, { page, stop: browser.follow(channel, page) });
  }

  #comeOrGo(visitor: Visitor, channel: Channel): void {
    const followed = visitor.followed.get(channel);
    visitor.followed.delete(channel);
    if (followed) followed.stop();
    else this.#follow(visitor, channel);
  }

  /** What the channel shows, asked past it; undefined: not now. Surely: a moment later nobody would tell it again. */
  async #ask(channel: Channel, caller: Caller): Promise<unknown> {
    const { client } = this.#options;
    const found = parseChannel(channel);
    if (!found) throw new Error(`there is no channel ${channel}`);
    const { action, params } = found.kind;
    const asked = params(found.id) as ParamsOf<ActionName>;
    const heard = await client.ask(action as ActionName, asked, { caller, sure: true });
    if ('result' in heard) return heard.result;
    await client.pause(1_000);
    return undefined;
  }
}
