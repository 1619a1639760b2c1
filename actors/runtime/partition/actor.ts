import { parseStream } from '../../../tenants/isolation.ts';
import { type AnyDecider, evolve, type Message } from '../decider.ts';
import type { About } from '../service.ts';
import type { Instant } from '../time.ts';

/** One actor in memory: its state belongs to it alone. */
export class Actor {
  readonly stream: string;
  readonly decider: AnyDecider;
  state: unknown;
  version = 0;
  /** Of its last event, 0: none. */
  at: Instant = 0;
  /** Whose key seals its snapshots and answers. */
  person: string | undefined;
  /** The version that is durable; below `version` while a batch is on its way. */
  durable = 0;
  snapshotVersion = 0;
  snapshotAt: Instant = 0;
  /** A rule threw half-way: nobody may look at the state any more. */
  broken = false;

  constructor(stream: string, decider: AnyDecider) {
    this.stream = stream;
    this.decider = decider;
    this.state = decider.initial();
  }

  /** A throw leaves the state half changed: whoever catches it must forget the actor. */
  apply(events: readonly Message[], at: Instant): void {
    for (const event of events) this.state = evolve(this.decider, this.state, event);
    this.version += events.length;
    if (events.length > 0) this.at = at;
  }

  get about(): About {
    const { tenantId, id } = parseStream(this.stream);
    return { tenantId, id, version: this.version, at: this.at };
  }
}
