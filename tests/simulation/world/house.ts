import type { Mail } from '../../../actors/mails/mailer.ts';
import { emptyDisk as emptyJournal } from '../../../actors/runtime/journal/memory.ts';
import { emptyDisk as emptyRows } from '../../../actors/runtime/rows/memory.ts';
import { emptySafe } from '../../../actors/runtime/vault/memory.ts';
import { History } from '../history.ts';
import { noCableFaults } from '../live/cable.ts';
import type { Dice } from './dice.ts';
import { noPortFaults } from './far-port.ts';
import { Network } from './network.ts';
import { Power } from './power.ts';
import { SimulatedProvider } from './provider.ts';
import { type Hear, newOwner, Scheduler } from './scheduler.ts';

/** What outlives every process: time, disks, the provider, and what was asked and answered. */
export class House {
  readonly dice: Dice;
  readonly scheduler: Scheduler;
  readonly journalDisk = emptyJournal();
  readonly rowsDisk = emptyRows();
  readonly safe = emptySafe();
  readonly mails = new Map<string, Mail>();
  readonly history: History;
  readonly provider: SimulatedProvider;
  readonly network: Network;
  /** Engines go on when their callers die. */
  readonly engine = newOwner('engine');
  /** Of the journal's engine. */
  readonly power: Power;
  readonly faults = { journal: noPortFaults(), rows: noPortFaults(), vault: noPortFaults(), mailer: noPortFaults() };
  /** Of the connections of browsers. */
  readonly cables = noCableFaults();
  /** How likely a listener throws at what it hears. */
  listenersThrow = 0;
  /** Of read calls to the journal: how likely one shows an older state than the newest. */
  staleReads = 0;
  /** How likely a view throws at an event. */
  chokes = 0;
  /** Set by whoever runs the processes: brings the others a batch that one of them has stored. */
  spread: (from: string, bytes: Uint8Array) => void = () => undefined;
  /** Set by whoever runs the processes: brings a webhook to one of them. */
  deliver: (tenantId: string, payload: string) => void = () => undefined;

  constructor(dice: Dice, hear?: Hear) {
    this.dice = dice;
    this.scheduler = new Scheduler(dice.fork('order'), hear);
    this.history = new History(() => this.scheduler.steps);
    this.power = new Power(this.journalDisk, dice.fork('power'), (ms, back) =>
      this.scheduler.in(ms, this.engine, 'the power is back', back),
    );
    this.network = new Network(this.scheduler, dice.fork('network'));
    this.provider = new SimulatedProvider(this.scheduler, dice.fork('provider'), (...news) => this.deliver(...news));
  }
}
