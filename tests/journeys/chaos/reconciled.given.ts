import { expect, test } from '@jest/globals';
import { hasEngine } from '../../analytics/has-engine.given.ts';
import { eventually } from '../eventually.ts';
import { run, temporaryDirectory } from '../souk-process.ts';
import type { Visitor } from '../visitor.ts';
import type { GivenCluster } from './cluster.given.ts';

/** A machine may be busy, and the engine reads all that was ever committed. */
const longestMs = 120_000;

/** As the last test of a cluster. `operator`: where the gateway of the beginning is gone. */
export function testOfFigures(cluster: () => GivenCluster, operator = () => cluster().operator as Visitor): void {
  (hasEngine ? test : test.skip)('counts after all that, to the penny, what its ledger says', async () => {
    const { env, addAnalyst } = cluster();
    await addAnalyst();
    const isAnswered = async () => (await operator().ask('GET', '/analytics/reconciliation')).status === 200;
    await eventually('figures can be asked', isAnswered, longestMs);
    const comparing = run('analytics', ['reconcile'], { ...env, DATA_DIR: temporaryDirectory() });
    expect({ code: await comparing.ended, printed: comparing.printed() }).toEqual({
      code: 0,
      printed: expect.stringMatching(/demo: [1-9]\d* sums compared, every one is equal/),
    });
  });
}
