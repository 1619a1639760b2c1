import type { Cancel, World } from '../world.ts';
import type { Line } from './line.ts';
import type { ClusterMembers } from './members.ts';

export type ProbesOptions = {
  readonly nodeId: string;
  readonly line: Line;
  readonly members: ClusterMembers;
  readonly world: World;
};

const everyMs = 50;
/** Of more nodes each is probed less often: so many probes in 50 ms at most. */
const mostAtOnce = 16;
/** A node that was met no more is looked for again so soon. */
const againMs = 10;
/** A tick that comes so late was frozen: meanwhile others were not heard because nobody listened. */
const frozenMs = 1_000;
const nothing = new Uint8Array();

const probeOf = (node: string): string => `souk.probe.${node}`;
const heardOf = (node: string): string => `souk.heard.${node}`;
const doubted = 'souk.doubted';

/** Looks every 50 ms whether the other nodes live, and shows them that this one does. */
export class Probes {
  readonly #options: ProbesOptions;
  readonly #deaf: Cancel[];
  /** Not met just now, and looked for again in a moment. */
  readonly #doubts = new Set<string>();
  #cancel: Cancel | undefined;
  #next = 0;
  #lastTick: number;
  #wasThere = true;

  constructor(options: ProbesOptions) {
    this.#options = options;
    const { line, members, nodeId, world } = options;
    this.#lastTick = world.now();
    this.#deaf = [
      line.hear(probeOf(nodeId), (_, from) => line.send(heardOf(from), nothing)),
      line.hear(heardOf(nodeId), (_, from) => members.heard(from)),
      line.hear(doubted, (message) => this.#doubtedByOther(message.toString())),
    ];
    line.onConnection((isThere) => this.#connection(isThere));
    this.#tickLater();
  }

  /** At once: something that was sent to it met nobody. */
  probe(node: string): void {
    const { line, members } = this.#options;
    line.send(probeOf(node), nothing, () => {
      if (!members.isGone(node)) this.#doubt(node);
      members.nobodyAt(node);
    });
  }

  stop(): void {
    this.#cancel?.();
    for (const deaf of this.#deaf) deaf();
  }

  /** Whoever shall take what it owned must not find out by its own next look. */
  #doubt(node: string): void {
    if (this.#doubts.has(node)) return;
    this.#doubts.add(node);
    const { line, world } = this.#options;
    line.send(doubted, Buffer.from(node));
    world.after(againMs, () => {
      this.#doubts.delete(node);
      this.#probeAgain(node);
    });
  }

  /** What another node believes is no proof. */
  #doubtedByOther(node: string): void {
    if (!this.#doubts.has(node)) this.#probeAgain(node);
  }

  #probeAgain(node: string): void {
    const { members } = this.#options;
    if (members.others().includes(node) && !members.isGone(node)) this.probe(node);
  }

  #tickLater(): void {
    this.#cancel = this.#options.world.after(everyMs, () => {
      this.#tick();
      this.#tickLater();
    });
  }

  #tick(): void {
    const { members, world } = this.#options;
    const now = world.now();
    const lateMs = now - this.#lastTick - everyMs;
    this.#lastTick = now;
    if (lateMs > frozenMs) members.awake();
    members.look();
    for (const node of this.#someOf(members.others())) this.probe(node);
  }

  #someOf(nodes: readonly string[]): readonly string[] {
    if (nodes.length <= mostAtOnce) return nodes;
    const some = Array.from({ length: mostAtOnce }, (_, place) => nodes[(this.#next + place) % nodes.length] as string);
    this.#next = (this.#next + mostAtOnce) % nodes.length;
    return some;
  }

  #connection(isThere: boolean): void {
    const { members } = this.#options;
    if (!isThere) members.cut();
    else if (!this.#wasThere) members.back();
    this.#wasThere = isThere;
  }
}
