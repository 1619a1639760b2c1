import { runtimeError, type SoukError } from '../errors.ts';
import type { World } from '../world.ts';
import type { CommandWork } from './work.ts';

const yieldMs = 3_000;

/** Whether a partition is ours: after another node's batch stood in our place it is left to that node for 3 s. */
export class Ownership {
  readonly #world: World;
  /** What was read while another node was the owner is old by the time that it no longer is. */
  readonly #onRegained: () => void;
  #yieldUntil = 0;

  constructor(world: World, onRegained: () => void) {
    this.#world = world;
    this.#onRegained = onRegained;
  }

  lose(): void {
    this.#yieldUntil = this.#world.now() + yieldMs;
  }

  /** Undefined: it is ours. */
  problem(): SoukError | undefined {
    if (this.#yieldUntil === 0) return undefined;
    if (this.#world.now() < this.#yieldUntil) return runtimeError('OWNER_CHANGED');
    this.#yieldUntil = 0;
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
