import type { Plan } from '../plan.ts';
import { work } from './back-office.ts';
import type { Client } from './client.ts';
import type { Market } from './market.ts';
import { shop } from './shopper.ts';
import type { Story } from './story.ts';
import { watch } from './watcher.ts';
import { waver } from './waverer.ts';

export type Crowd = { readonly plan: Plan; readonly story: Story; readonly client: (name: string) => Client };

/** Everybody of one market: who buys, who looks and who works there. */
export async function live(market: Market, { plan, story, client }: Crowd): Promise<void> {
  const { habits, chores, shoppers, watching } = plan;
  const of = market.tenantId;
  const buying = Array.from({ length: shoppers }, (_, place) =>
    shop({ client: client(`shopper ${place + 1} of ${of}`), market, story, habits }),
  );
  const looking = watch({ client: client(`watcher of ${of}`), market, story, watching });
  const working = work({ client: client(`office of ${of}`), market, story, chores });
  const wavering = waver({ client: client(`doubter of ${of}`), market, story });
  await Promise.all([...buying, looking, working, wavering]);
}
