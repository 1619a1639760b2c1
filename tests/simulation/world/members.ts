import type { Members } from '../../../actors/runtime/placement.ts';

/** Who takes part, as one process believes: changed from outside, late, and for each process at another time. */
export class BelievedMembers implements Members {
  readonly #hearers = new Set<() => void>();
  #nodes: readonly string[];

  constructor(nodes: readonly string[]) {
    this.#nodes = nodes;
  }

  readonly nodes = (): readonly string[] => this.#nodes;

  readonly onChange = (hear: () => void): (() => void) => {
    this.#hearers.add(hear);
    return () => {
      this.#hearers.delete(hear);
    };
  };

  believe(nodes: readonly string[]): void {
    this.#nodes = nodes;
    for (const hear of this.#hearers) hear();
  }
}
