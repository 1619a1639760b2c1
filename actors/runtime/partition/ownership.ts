import { runtimeError, type SoukError } from '../errors.ts';
import type { Instant } from '../time.ts';
import type { World } from '../world.ts';
import type { CommandWork } from './work.ts';

const yieldMs = 3_000;

/** Whether a partition is ours: after another node's batch stood in our place it is left to that node for 3 s. */
export class Ownership {
  readonly #world: World;
  /** What was read while another node was the owner is old by the time that it no longer is. */
  readonly #onRegained: () => void;
  #lostAt: Instant | undefined;

  constructor(world: World, onRegained: () => void) {
    this.#world = world;
    this.#onRegained = onRegained;
  }

  lose(): void {
    this.#lostAt = this.#world.now();
  }

  /** Undefined: it is ours. */
  problem(): SoukError | undefined {
    if (this.#lostAt === undefined) return undefined;
    const lostFor = this.#world.now() - this.#lostAt;
    // Less than nothing: the clock was set back, and who knows for how long it is lost.
    if (lostFor >= 0 && lostFor < yieldMs) return runtimeError('OWNER_CHANGED');
    this.#lostAt = undefined;
    this.#onRegained();
    return undefined;
  }

  /** Another node is the owner now, also of what waited. True: all of it has been told. */
  refuseAll(works: readonly CommandWork[]): boolean {
    const problem = this.problem();
    if (problem) for (const work of works) work.reject(problem);
    return problem !== undefined;
  }
}
