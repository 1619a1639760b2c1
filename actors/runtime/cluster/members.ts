import type { Members } from '../placement.ts';
import { second } from '../time.ts';
import type { Cancel, World } from '../world.ts';

/** A node, and the areas that it hosts. */
export type Peer = { readonly id: string; readonly areas: readonly string[] };

export type ClusterMembersOptions = {
  readonly nodeId: string;
  readonly world: World;
  /** The nodes that have introduced themselves and said no good-bye, this one among them. */
  readonly known: () => readonly Peer[];
};

/** Two in a row: one alone may be a node whose connection is just being made again. */
const missesToBeGone = 2;
const silenceMs = 3 * second;
/** After a time away everybody else comes back one by one as well: until then the old list holds. */
const settlingMs = 3 * second;

type Sight = { heardAt: number; misses: number; isGone: boolean };

/**
 * The members as this node sees them. Discovery says who there is; whether they live is seen from what meets nobody,
 * what is answered, and who is silent. A node that is cut off from the others owns nothing.
 */
export class ClusterMembers implements Members {
  readonly #options: ClusterMembersOptions;
  readonly #sights = new Map<string, Sight>();
  readonly #hearers = new Set<() => void>();
  #list: readonly Peer[] = [];
  #isCut = false;
  #settlesAt = 0;

  constructor(options: ClusterMembersOptions) {
    this.#options = options;
    this.look();
  }

  readonly nodes = (area: string): readonly string[] =>
    this.#isCut ? [] : this.#list.filter(({ areas }) => areas.includes(area)).map(({ id }) => id);

  readonly onChange = (hear: () => void): Cancel => {
    this.#hearers.add(hear);
    return () => void this.#hearers.delete(hear);
  };

  /** All others that are known, gone or not. */
  others(): readonly string[] {
    return this.#options.known().flatMap(({ id }) => (id === this.#options.nodeId ? [] : [id]));
  }

  isGone(node: string): boolean {
    return this.#sights.get(node)?.isGone ?? false;
  }

  /** Something was sent to this node, and nobody was there. */
  nobodyAt(node: string): void {
    const sight = this.#sightOf(node);
    sight.misses += 1;
    if (sight.misses >= missesToBeGone && !this.#isSettling()) sight.isGone = true;
    this.look();
  }

  heard(node: string): void {
    const sight = this.#sightOf(node);
    const wasGone = sight.isGone;
    Object.assign(sight, { heardAt: this.#options.world.now(), misses: 0, isGone: false });
    if (wasGone) this.look();
  }

  /** This node no longer reaches anybody. */
  cut(): void {
    this.#isCut = true;
    this.#tell();
  }

  /** It does again, or it was frozen and goes on: what it believed then holds for a while. */
  back(): void {
    this.#isCut = false;
    const now = this.#options.world.now();
    this.#settlesAt = now + settlingMs;
    for (const sight of this.#sights.values()) Object.assign(sight, { heardAt: now, misses: 0 });
    this.#tell();
  }

  /** To be called when discovery has changed, and now and then: who is silent tells nobody. */
  look(): void {
    if (this.#isCut || this.#isSettling()) return;
    const list = this.#options.known().filter(({ id }) => this.#isHere(id));
    if (isSame(list, this.#list)) return;
    this.#list = list;
    this.#forgetOthers();
    this.#tell();
  }

  #isHere(id: string): boolean {
    const { nodeId, world } = this.#options;
    if (id === nodeId) return true;
    const { isGone, heardAt } = this.#sightOf(id);
    return !isGone && world.now() - heardAt <= silenceMs;
  }

  #isSettling(): boolean {
    const leftMs = this.#settlesAt - this.#options.world.now();
    // A clock that was set back does not make it longer.
    return leftMs > 0 && leftMs <= settlingMs;
  }

  #sightOf(node: string): Sight {
    const known = this.#sights.get(node);
    if (known) return known;
    const sight = { heardAt: this.#options.world.now(), misses: 0, isGone: false };
    this.#sights.set(node, sight);
    return sight;
  }

  #forgetOthers(): void {
    const known = new Set(this.others());
    for (const node of this.#sights.keys()) if (!known.has(node)) this.#sights.delete(node);
  }

  #tell(): void {
    for (const hear of [...this.#hearers]) hear();
  }
}

const textOf = (peers: readonly Peer[]): string =>
  peers
    .map(({ id, areas }) => `${id} ${[...areas].sort().join(' ')}`)
    .sort()
    .join('\n');

const isSame = (one: readonly Peer[], other: readonly Peer[]): boolean => textOf(one) === textOf(other);
