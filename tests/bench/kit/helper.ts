import type { ChildProcess } from 'node:child_process';
import type { Start, Workshop } from './workshop.ts';

/** What a process of ours can be asked for by another. */
export type Skills = Readonly<Record<string, (...params: never[]) => unknown>>;

type Asked = { readonly id: number; readonly skill: string; readonly params: readonly unknown[] };
type Told = { readonly id: number; readonly result?: unknown; readonly problem?: string };

export type Helper<Known extends Skills> = {
  ask<Name extends keyof Known & string>(
    name: Name,
    ...params: Parameters<Known[Name]>
  ): Promise<Awaited<ReturnType<Known[Name]>>>;
  stop(): Promise<void>;
};

/** In the helper's own file: answers whoever started it, and goes with it. */
export function offer(skills: Skills): void {
  process.on('message', ({ id, skill, params }: Asked) => {
    void perform(skills, skill, params).then((told) => process.send?.({ id, ...told }));
  });
  process.once('disconnect', () => process.exit(0));
  process.once('SIGTERM', () => process.exit(0));
}

async function perform(skills: Skills, name: string, params: readonly unknown[]): Promise<Omit<Told, 'id'>> {
  try {
    const skill = skills[name] as (...params: readonly unknown[]) => unknown;
    return { result: await skill(...params) };
  } catch (error) {
    return { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** Starts the helper in `tests/bench/helpers/<name>.ts`, a process of its own. */
export function startHelper<Known extends Skills>(workshop: Workshop, name: string, start?: Start): Helper<Known> {
  const child = workshop.start(`tests/bench/helpers/${name}.ts`, start);
  const asking = new Asking(child, name);
  return {
    ask: (skill, ...params) => asking.ask(skill, params) as never,
    stop: () => workshop.end(child),
  };
}

type Waiting = { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void };

class Asking {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #said = '';

  constructor(child: ChildProcess, name: string) {
    this.#child = child;
    child.stdout?.pipe(process.stderr, { end: false });
    child.stderr?.on('data', (text: Buffer) => {
      this.#said = `${this.#said}${text}`.slice(-4_000);
    });
    child.on('message', (told: Told) => this.#hear(told));
    child.once('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${name} has gone: ${this.#said}`));
    });
  }

  ask(skill: string, params: readonly unknown[]): Promise<unknown> {
    this.#lastId += 1;
    const asked: Asked = { id: this.#lastId, skill, params };
    return new Promise((resolve, reject) => {
      this.#waiting.set(asked.id, { resolve, reject });
      this.#child.send(asked, (error) => error && reject(error));
    });
  }

  #hear({ id, result, problem }: Told): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (problem === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(problem));
  }
}
