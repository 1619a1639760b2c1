import type { Cancel, World } from '../world.ts';
import type { Line } from './line.ts';

export type LatestOptions = {
  readonly line: Line;
  readonly subject: string;
  readonly world: World;
  /** All that this node knows, to be told again every second: one that was lost shows so soon. */
  readonly all: () => ReadonlyMap<string, number>;
  readonly hear: (name: string, number: number) => void;
};

const repeatEveryMs = 1_000;

/** Tells the other nodes numbers that only grow, each under a name: of those that change in one turn the last. */
export class Latest {
  readonly #options: LatestOptions;
  readonly #changed = new Map<string, number>();
  readonly #deaf: Cancel;
  #cancel: Cancel | undefined;

  constructor(options: LatestOptions) {
    this.#options = options;
    this.#deaf = options.line.hear(options.subject, (message) => this.#heard(message));
    this.#repeatLater();
  }

  tell(name: string, number: number): void {
    if (this.#changed.size === 0) this.#options.world.soon(() => this.#tellChanged());
    this.#changed.set(name, number);
  }

  stop(): void {
    this.#cancel?.();
    this.#deaf();
  }

  #repeatLater(): void {
    this.#cancel = this.#options.world.after(repeatEveryMs, () => {
      this.#send(this.#options.all());
      this.#repeatLater();
    });
  }

  #tellChanged(): void {
    this.#send(this.#changed);
    this.#changed.clear();
  }

  #send(numbers: ReadonlyMap<string, number>): void {
    const { line, subject } = this.#options;
    if (numbers.size > 0) line.send(subject, Buffer.from(JSON.stringify(Object.fromEntries(numbers))));
  }

  #heard(message: Buffer): void {
    const numbers = JSON.parse(message.toString()) as Readonly<Record<string, number>>;
    for (const [name, number] of Object.entries(numbers)) this.#options.hear(name, number);
  }
}
