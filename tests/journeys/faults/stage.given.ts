import { expect } from '@jest/globals';
import { type How, run, type Souk, startSouk } from '../souk-process.ts';
import { expectAgreement } from './agreement.given.ts';
import type { Dice } from './dice.ts';
import { comeBack, type Market, openMarket } from './market.given.ts';
import { insistAll, type Purchase, type Shopping, shop } from './shoppers.given.ts';

/** One data directory, whatever Souk runs on it, its market, and all that its shoppers were ever told. */
export type Stage = {
  dice: Dice;
  readonly how: How;
  readonly env: Readonly<Record<string, string>>;
  readonly purchases: Purchase[];
  souk: Souk;
  market: Market;
  /** The crowd that shops now, or did last. */
  crowd?: Shopping;
  close(): Promise<void>;
};

/** Short of some wares, so that refusals are among the answers. */
const scarceUnits = [10, 60] as const;

export type Setting = { readonly directory?: string; readonly how?: How; readonly env?: Stage['env'] };

export async function openStage(dice: Dice, { how = {}, env = {}, ...where }: Setting = {}): Promise<Stage> {
  const souk = await startSouk({ how, env, ...where });
  const market = await openMarket(souk.url, dice.whole(...scarceUnits));
  const stage: Stage = {
    dice,
    how,
    env,
    purchases: [],
    souk,
    market,
    close: async () => void (await stage.souk.stop()),
  };
  return stage;
}

/** A crowd that shops until it is stopped; what it was told is remembered on the stage. */
export function shopOn(stage: Stage): Shopping {
  const shopping = shop(stage.market, stage.dice);
  const crowd = {
    ...shopping,
    stop: async () => {
      await shopping.stop();
      stage.purchases.push(...shopping.purchases);
    },
  };
  stage.crowd = crowd;
  return crowd;
}

/** On the same data. */
export async function startAgain(stage: Stage, env: Stage['env'] = {}): Promise<void> {
  const { directory } = stage.souk;
  stage.souk = await startSouk({ directory, how: stage.how, env: { ...stage.env, ...env } });
  stage.market = await comeBack(stage.market, stage.souk.url);
}

/** Everybody hears the end of their story; then all that was told, done, counted and listed is one. */
export async function expectNothingLost({ market, purchases, souk, how }: Stage): Promise<void> {
  await insistAll(market, purchases);
  await expectAgreement(market, purchases);
  const { through = [] } = how;
  const verifying = run('journal', ['verify'], { DATA_DIR: souk.directory }, { through });
  expect({ code: await verifying.ended, printed: verifying.printed() }).toMatchObject({
    code: 0,
    printed: expect.stringContaining('The journal is in order'),
  });
}
