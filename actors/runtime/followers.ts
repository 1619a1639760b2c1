import type { Consumer, ConsumerOptions } from './feed/consumer.ts';
import type { Feed } from './feed/feed.ts';
import { FlowConsumer } from './feed/flow-consumer.ts';
import type { Ask } from './feed/flow-row.ts';
import { type Remind, ReminderConsumer } from './feed/reminder-consumer.ts';
import type { QueueBounds } from './feed/stream-queues.ts';
import { ViewConsumer, type ViewOptions } from './feed/view-consumer.ts';
import type { AnyFlow } from './flow.ts';
import type { PartitionName } from './journal/journal.ts';
import type { AnyView } from './view.ts';

const flowBounds: QueueBounds = { accepted: 20_000, running: 500, ofOneTenant: 250 };

export type FollowersOptions = ConsumerOptions & {
  readonly areas: readonly string[];
  readonly views: readonly AnyView[];
  readonly flows: readonly AnyFlow[];
  readonly ask: Ask;
  readonly remind: Remind;
};

/** What goes with the ownership of a partition: its reminders, the rows of flows and the views. */
export class Followers {
  readonly views: readonly ViewConsumer[];
  readonly flows: readonly FlowConsumer[];
  readonly #all: readonly Consumer[];
  readonly #feed: Feed;

  constructor({ areas, views, flows, ask, remind, ...common }: FollowersOptions, feed: Feed) {
    this.#feed = feed;
    const reminders = new ReminderConsumer(areas, common, remind);
    const onReplayed: ViewOptions['onReplayed'] = (view, heard) => feed.late(view, heard);
    this.views = views.map((view) => new ViewConsumer(view, { ...common, onReplayed }));
    this.flows = flows.map((flow) => new FlowConsumer(flow, { ...common, ask, bounds: flowBounds }));
    this.#all = [reminders, ...this.flows, ...this.views];
  }

  get names(): readonly string[] {
    return this.#all.map(({ name }) => name);
  }

  async follow(heads: ReadonlyMap<PartitionName, number>): Promise<void> {
    await this.#feed.addAll(this.#all, heads);
    this.#feed.keep(heads.keys());
  }

  /** What cannot be kept is handled once more by whoever takes over. */
  async keep(): Promise<void> {
    await Promise.allSettled(this.#all.map((consumer) => consumer.keep?.()));
  }

  leave(partition: PartitionName): void {
    this.#feed.leave(partition, this.#all);
  }
}
