import type { Client } from '../load/client.ts';
import type { Market } from '../load/market.ts';
import type { Story } from '../load/story.ts';
import type { Fleet } from '../world/fleet.ts';
import type { House } from '../world/house.ts';
import { type LivePlan, Visitors } from './visitors.ts';

export type AudienceOptions = {
  readonly house: House;
  readonly fleet: Fleet;
  readonly story: Story;
  readonly plan: LivePlan;
};

/** Everybody who follows what happens, and what was wrong with what they were told and see at last. */
export class Audience {
  readonly #options: AudienceOptions;
  #visitors: Visitors | undefined;
  #untrue: readonly string[] = [];

  constructor(options: AudienceOptions) {
    this.#options = options;
  }

  /** One market is enough: whoever follows it takes many steps. */
  enter(market: Market, client: Client): void {
    const { house, fleet, story, plan } = this.#options;
    const entrances = () => fleet.up.flatMap(({ entrance }) => entrance ?? []);
    if (plan.followers > 0) this.#visitors = new Visitors({ house, market, story, plan, entrances, client });
  }

  look(): void {
    this.#visitors?.look();
  }

  /** Nobody follows anything else from now on. */
  stay(): void {
    this.#visitors?.stay();
  }

  /** Once the world has come to rest, and they had time to hear of all that happened. */
  async lastLook(): Promise<void> {
    this.#untrue = (await this.#visitors?.lastLook()) ?? [];
  }

  get problems(): readonly string[] {
    const bugs = this.#options.fleet.up.flatMap(({ entrance }) => entrance?.problems ?? []);
    return [...bugs, ...(this.#visitors?.problems ?? []), ...this.#untrue];
  }
}
