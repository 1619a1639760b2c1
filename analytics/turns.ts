import type { World } from '../actors/runtime/world.ts';

export type TurnsOptions = {
  readonly mostAtOnce: number;
  readonly mostWaiting: number;
  readonly longestWaitMs: number;
  readonly after: World['after'];
};

type Line = { underWay: number; readonly waiting: ((isTheirs: boolean) => void)[] };

/** Lets each name have so many things under way at once; more wait in the order they came, for so long. */
export class Turns {
  readonly #options: TurnsOptions;
  readonly #lines = new Map<string, Line>();

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** False: too many wait already, or it took too long. Whoever has a turn must leave it. */
  async take(name: string): Promise<boolean> {
    const { mostAtOnce, mostWaiting } = this.#options;
    const line = this.#lines.get(name) ?? { underWay: 0, waiting: [] };
    this.#lines.set(name, line);
    if (line.underWay >= mostAtOnce) return line.waiting.length < mostWaiting && this.#wait(line);
    line.underWay += 1;
    return true;
  }

  leave(name: string): void {
    const line = this.#lines.get(name);
    if (!line) return;
    const next = line.waiting.shift();
    if (next) next(true);
    else line.underWay -= 1;
    if (line.underWay === 0) this.#lines.delete(name);
  }

  #wait(line: Line): Promise<boolean> {
    return new Promise((resolve) => {
      const heard = (isTheirs: boolean) => {
        cancel();
        resolve(isTheirs);
      };
      const cancel = this.#options.after(this.#options.longestWaitMs, () => {
        line.waiting.splice(line.waiting.indexOf(heard), 1);
        resolve(false);
      });
      line.waiting.push(heard);
    });
  }
}
