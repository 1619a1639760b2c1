import { isDeepStrictEqual } from 'node:util';
import type { Listener } from '../../../realtime/following.ts';
import type { Channel, Frame, LiveProblem, Version } from '../../../realtime/protocol.ts';

export type PageOptions = {
  readonly channel: Channel;
  /** Whether whoever looks at it may; a stranger is shown nothing. */
  readonly isOwn: boolean;
  /** Of a list: asks for it, as a page does that was told of a change; undefined: not now. */
  readonly lookAgain: () => Promise<unknown>;
  readonly onProblem: (problem: LiveProblem) => unknown;
};

const numberOf = (version: Version | undefined): number => (version === undefined ? -1 : Number(version));

/** What a page that follows one channel shows, and whatever was wrong with what it was told. */
export class Page implements Listener<unknown> {
  readonly channel: Channel;
  readonly problems: string[] = [];
  /** Why it does not follow any more. */
  refusal: LiveProblem | undefined;
  shown: unknown;
  version: Version | undefined;
  readonly #options: PageOptions;
  #frame: Frame | undefined;
  #looking: Promise<void> | undefined;
  #isOld = false;

  constructor(options: PageOptions) {
    this.#options = options;
    this.channel = options.channel;
  }

  /** Called before the client's rules hear it. */
  note(frame: Frame): void {
    this.#frame = frame;
    if (!this.#options.isOwn) this.#problem(`heard a frame that is not theirs: ${JSON.stringify(frame).slice(0, 200)}`);
  }

  readonly state = (state: unknown, version: Version): void => {
    this.#expectOwn(state);
    const [before, now] = [numberOf(this.version), numberOf(version)];
    if (before >= now) this.#problem(`went back from version ${this.version} to ${version}`);
    this.shown = state;
    this.version = version;
    this.refusal = undefined;
    // What it looks at meanwhile may be older.
    this.#isOld = this.#looking !== undefined;
  };

  readonly changes = (_: unknown, version: Version): void => {
    this.#expectOwn(version);
    const from = this.#frame?.from;
    if (from !== this.version) this.#problem(`has ${this.version} and was told what follows ${from}`);
    this.version = version;
    this.#isOld = true;
    this.#looking ??= this.#look();
  };

  readonly problem = (problem: LiveProblem): void => {
    this.refusal = problem;
    if (!this.#options.isOwn) return;
    if (problem.code !== 'UNAUTHENTICATED') this.#problem(`was refused with ${problem.code}`);
    this.#options.onProblem(problem);
  };

  /** Whether it shows what is true now. */
  shows(truth: unknown): boolean {
    return this.#looking === undefined && isDeepStrictEqual(this.shown, truth);
  }

  /** Changes that come while it looks make it look once more. */
  async #look(): Promise<void> {
    while (this.#isOld) {
      this.#isOld = false;
      const page = await this.#options.lookAgain();
      if (page === undefined) this.#isOld = true;
      else this.shown = page;
    }
    this.#looking = undefined;
  }

  /** Where there is nothing, nothing is ever free. */
  #expectOwn(told: unknown): void {
    const { available } = (told ?? {}) as { readonly available?: unknown };
    if (this.#options.isOwn || available === 0) return;
    this.#problem(`was told what is not theirs: ${JSON.stringify(told)}`);
  }

  #problem(sentence: string): void {
    this.problems.push(`whoever follows ${this.channel} ${sentence}`);
  }
}
