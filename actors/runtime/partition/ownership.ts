import { runtimeError, type SoukError } from '../errors.ts';
import type { Instant } from '../time.ts';
import type { World } from '../world.ts';

const yieldMs = 3_000;

/** Whether a partition is ours: after another node's batch stood in our place it is left to that node for 3 s, or for good. */
export class Ownership {
  readonly #world: World;
  /** What was read while another node was the owner is old by the time that it no longer is. */
  readonly #onRegained: () => void;
  #lostAt: Instant | undefined;
  #lost: SoukError | undefined;
  #left = false;

  constructor(world: World, onRegained: () => void) {
    this.#world = world;
    this.#onRegained = onRegained;
  }

  /** When it was another node's batch that stood there. */
  lose(lost: SoukError): void {
    if (lost.type !== 'OWNER_CHANGED') return;
    this.#lostAt = this.#world.now();
    this.#lost = lost;
  }

  /** Placement gives it to another node. */
  leave(): void {
    this.#left = true;
  }

  /** Undefined: it is ours. */
  problem(): SoukError | undefined {
    if (this.#left) return runtimeError('WRONG_NODE');
    if (this.#lostAt === undefined) return undefined;
    const lostFor = this.#world.now() - this.#lostAt;
    // Less than nothing: the clock was set back, and who knows for how long it is lost.
    if (lostFor >= 0 && lostFor < yieldMs) return this.#lost;
    this.#lostAt = undefined;
    this.#onRegained();
    return undefined;
  }
}

/** Tells whoever routes calls where to ask. */
export const ownerChanged = (owner: string | undefined): SoukError =>
  runtimeError('OWNER_CHANGED', owner === undefined ? {} : { owner });
