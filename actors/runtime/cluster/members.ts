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
/** After a time away the old list holds so long. */
const settlingMs = 3 * second;
const asideMs = 3 * second;
/** Whoever is restarted at once is back by then. */
const absentMs = 3 * second;

type Sight = { heardAt: number; misses: number; isGone: boolean };

/**
 * The members as this node sees them. Discovery says who there is; whether they live is seen from what meets nobody,
 * what is answered, and who is silent. A node that is cut off from the others owns nothing; one that says it cannot
 * reach the journal is passed over while another one hosts the area.
 */
export class ClusterMembers implements Members {
  readonly #options: ClusterMembersOptions;
  readonly #sights = new Map<string, Sight>();
  readonly #hearers = new Set<() => void>();
  /** Until when each of them stands aside. */
  readonly #aside = new Map<string, number>();
  /** Since when nobody was found for an area that was asked for. */
  readonly #absent = new Map<string, number>();
  #list: readonly Peer[] = [];
  #isCut = false;
  /** Until when the old list holds. */
  #settlesAt = 0;
  /** Until when it says nothing of a node that something met nobody there. */
  #deafUntil = 0;

  constructor(options: ClusterMembersOptions) {
    this.#options = options;
    this.look();
  }

  readonly nodes = (area: string): readonly string[] => {
    const hosts = this.hosts(area);
    if (this.#aside.size === 0) return hosts;
    const standing = hosts.filter((id) => !this.#aside.has(id));
    return standing.length > 0 ? standing : hosts;
  };

  /** Also those who stand aside. */
  hosts(area: string): readonly string[] {
    return this.#isCut ? [] : this.#list.filter(({ areas }) => areas.includes(area)).map(({ id }) => id);
  }

  /** Those who say that they cannot reach the journal. */
  aside(): readonly string[] {
    return [...this.#aside.keys()];
  }

  /** Nobody has hosted it for so long that nobody is about to. A node that is cut off knows nothing of it. */
  readonly isAbsent = (area: string): boolean => {
    if (this.#isCut || this.nodes(area).length > 0) return false;
    const now = this.#options.world.now();
    const since = this.#absent.get(area);
    if (since === undefined || since > now) this.#absent.set(area, now);
    return since !== undefined && now - since >= absentMs;
  };

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
    if (sight.misses >= missesToBeGone && !this.#isWithin(this.#deafUntil)) sight.isGone = true;
    this.look();
  }

  heard(node: string): void {
    const sight = this.#sightOf(node);
    const wasGone = sight.isGone;
    Object.assign(sight, { heardAt: this.#options.world.now(), misses: 0, isGone: false });
    if (wasGone) this.look();
  }

  /** What a node says of itself, every second while it cannot reach the journal: it cannot, or it can again. */
  stands(node: string, isAside: boolean): void {
    const was = this.#aside.has(node);
    if (isAside) this.#aside.set(node, this.#options.world.now() + asideMs);
    else this.#aside.delete(node);
    if (was !== isAside) this.#tell();
  }

  /** This node no longer reaches anybody. */
  cut(): void {
    this.#isCut = true;
    this.#tell();
  }

  /** It does again: what it believed then holds for a while, for everybody else comes back one by one as well. */
  back(): void {
    this.#isCut = false;
    this.#forgive({ misses: 0 });
    this.#settlesAt = this.#options.world.now() + settlingMs;
    this.#deafUntil = this.#settlesAt;
    this.#tell();
  }

  /** It was frozen and goes on: what it believed holds for a while, half of the time, but for nodes where nobody is met. */
  awake(): void {
    this.#forgive();
    const now = this.#options.world.now();
    if (Math.abs(now - this.#settlesAt) > settlingMs) this.#settlesAt = now + settlingMs;
  }

  /** To be called when discovery has changed, and now and then: who is silent tells nobody. */
  look(): void {
    this.#forgetAside();
    if (this.#isCut) return;
    const list = this.#isWithin(this.#settlesAt)
      ? this.#list.filter(({ id }) => !this.isGone(id))
      : this.#options.known().filter(({ id }) => this.#isHere(id));
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

  /** A clock that was set back does not make it longer. */
  #isWithin(until: number): boolean {
    const leftMs = until - this.#options.world.now();
    return leftMs > 0 && leftMs <= settlingMs;
  }

  /** Who was not heard meanwhile could not be. */
  #forgive(also: Partial<Sight> = {}): void {
    const heardAt = this.#options.world.now();
    for (const sight of this.#sights.values()) Object.assign(sight, { heardAt, ...also });
  }

  #sightOf(node: string): Sight {
    const known = this.#sights.get(node);
    if (known) return known;
    const sight = { heardAt: this.#options.world.now(), misses: 0, isGone: false };
    this.#sights.set(node, sight);
    return sight;
  }

  #forgetAside(): void {
    const now = this.#options.world.now();
    for (const [node, until] of this.#aside) if (until < now || until > now + asideMs) this.stands(node, false);
  }

  #forgetOthers(): void {
    const known = new Set(this.others());
    for (const node of this.#sights.keys()) if (!known.has(node)) this.#sights.delete(node);
  }

  #tell(): void {
    for (const area of this.#absent.keys()) if (this.#isCut || this.nodes(area).length > 0) this.#absent.delete(area);
    for (const hear of [...this.#hearers]) hear();
  }
}

const textOf = (peers: readonly Peer[]): string =>
  peers
    .map(({ id, areas }) => `${id} ${[...areas].sort().join(' ')}`)
    .sort()
    .join('\n');

const isSame = (one: readonly Peer[], other: readonly Peer[]): boolean => textOf(one) === textOf(other);
