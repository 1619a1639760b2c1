import { Member, type MemberOptions } from './member.ts';
import { type Counts, type Kind, keepsPlace, kinds, mostOfAKind, nodeOf, type PlannedNode } from './plan.ts';

export type FleetOptions = MemberOptions & { readonly firstPort: number };

/** All processes of the cluster. What has ended by itself stays on the list, so that one sees it. */
export class Fleet {
  readonly #options: FleetOptions;
  readonly #members = new Map<string, Member>();
  readonly #last: Record<Kind, number> = { gateways: 0, actors: 0 };

  constructor(options: FleetOptions) {
    this.#options = options;
  }

  get members(): readonly Member[] {
    return [...this.#members.values()];
  }

  find(name: string): Member | undefined {
    return this.#members.get(name);
  }

  add(kind: Kind): Member | undefined {
    if (this.#running(kind).length >= mostOfAKind) return undefined;
    this.#last[kind] += 1;
    const others = kinds.flatMap((one) => this.#running(one)).map(({ node }) => node);
    return this.#start(nodeOf(kind, this.#last[kind], this.#options.firstPort, others));
  }

  /** Adds what is missing; drains the youngest of what is too much, one after the other. */
  async scale(counts: Partial<Counts>): Promise<void> {
    for (const kind of kinds) {
      const wanted = counts[kind];
      if (wanted === undefined) continue;
      const running = this.#running(kind);
      for (let missing = wanted - running.length; missing > 0; missing -= 1) this.add(kind);
      for (const member of running.slice(wanted).reverse()) await member.drain();
    }
  }

  /** One after the other, whatever came up for the one before. */
  async roll(): Promise<void> {
    for (const old of kinds.flatMap((kind) => this.#running(kind))) {
      if (keepsPlace(old.node)) await this.#restart(old);
      else await this.#replace(old);
    }
  }

  async #restart(old: Member): Promise<void> {
    await old.drain();
    await opened(this.#start(old.node));
  }

  async #replace(old: Member): Promise<void> {
    const young = this.add(old.node.kind);
    if (young) await opened(young);
    await old.drain();
    this.#members.delete(old.node.name);
  }

  #start(node: PlannedNode): Member {
    const member = new Member(node, this.#options);
    this.#members.set(node.name, member);
    return member;
  }

  /** Gateways first: nobody is let in any more while the actors finish. */
  async stop(): Promise<void> {
    for (const kind of kinds) await Promise.all(this.#running(kind).map((member) => member.drain()));
  }

  #running(kind: Kind): readonly Member[] {
    return this.members.filter(({ node, state }) => node.kind === kind && (state === 'open' || state === 'starting'));
  }
}

async function opened(member: Member): Promise<void> {
  while (member.state === 'starting') await new Promise((resolve) => setTimeout(resolve, 100));
}
