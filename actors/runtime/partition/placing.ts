import type { PartitionName } from '../journal/journal.ts';
import { type Members, ownerIn } from '../placement.ts';
import { type Cancel, sleep, type World } from '../world.ts';
import type { Holding } from './holding.ts';

/** Between two tries to take what could not be taken. */
const tryAgainMs = 250;
const lookEveryMs = 1_000;

export type PlacingOptions = {
  readonly nodeId: string;
  readonly members: Members;
  readonly world: World;
  readonly holding: Holding;
};

/** Takes what the members' list gives to this node and leaves what it gives to others, whenever the list changes. */
export class Placing {
  readonly #options: PlacingOptions;
  readonly #deaf: Cancel;
  #looking: Cancel | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(options: PlacingOptions) {
    this.#options = options;
    this.#deaf = options.members.onChange(() => {
      this.#leaveOthers();
      void this.follow();
    });
    this.#lookLater();
  }

  stop(): void {
    this.#stopped = true;
    this.#deaf();
    this.#looking?.();
  }

  keep(): Promise<void> {
    return this.#options.holding.keep();
  }

  /** Resolves once all that is ours now has been taken. */
  follow(): Promise<void> {
    this.#running ??= this.#settle().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #settle(): Promise<void> {
    const { holding, world } = this.#options;
    const { names } = holding.partitions;
    for (;;) {
      this.#leaveOthers();
      const missing = names.filter((name) => this.#isOurs(name) && !holding.partitions.owns(name));
      if (this.#stopped || missing.length === 0) return;
      await holding.take(missing).catch(() => sleep(world, tryAgainMs));
    }
  }

  #lookLater(): void {
    if (this.#stopped) return;
    const { world, holding } = this.#options;
    this.#looking = world.after(lookEveryMs, () => {
      void holding.partitions
        .look()
        .catch(() => undefined)
        .finally(() => this.#lookLater());
    });
  }

  /** At once, whatever is being taken meanwhile. */
  #leaveOthers(): void {
    const { holding } = this.#options;
    const { partitions } = holding;
    for (const name of partitions.names) if (partitions.owns(name) && !this.#isOurs(name)) holding.leave(name);
  }

  #isOurs(name: PartitionName): boolean {
    const { members, nodeId } = this.#options;
    return ownerIn(members, name) === nodeId;
  }
}

/** Resolves once what is ours at first has been taken. */
export async function placed(options: PlacingOptions): Promise<Placing> {
  const placing = new Placing(options);
  await placing.follow();
  return placing;
}
