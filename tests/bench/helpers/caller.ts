import { ServiceBroker } from 'moleculer';
import { internalCaller } from '../../../actors/runtime/caller.ts';
import type { Transport } from '../../../actors/runtime/transport.ts';
import { offer } from '../kit/helper.ts';

// A node without areas: whatever it asks is asked of another process, over NATS.

let transport: Transport | undefined;
let commands = 0;

function ask(action: string, params: unknown): Promise<unknown> {
  commands += 1;
  const about = { commandId: `command-${commands}`, traceId: 'bench', deadlineMs: 30_000 };
  return (transport as Transport).call(action, params, { ...about, tenantId: 'bench', caller: internalCaller });
}

const skills = {
  open: async (): Promise<void> => {
    const { default: config, serverOf } = await import('../../../moleculer.config.ts');
    const broker = new ServiceBroker(config);
    await broker.start();
    transport = serverOf(broker)?.souk.transport;
  },
  stock: async (sku: string, units: number): Promise<void> => {
    await ask('inventory.open', { sku, vendorId: 'ven_bench' });
    await ask('inventory.receive', { sku, quantity: units });
  },
  /** Commands a second on one actor of another process, so many in flight. */
  reserve: async (sku: string, inFlight: number, forMs: number): Promise<number> => {
    const begun = performance.now();
    let done = 0;
    const caller = async () => {
      for (; performance.now() - begun < forMs; done += 1)
        await ask('inventory.reserve', { sku, orderId: `ord_${commands}`, quantity: 1 });
    };
    await Promise.all(Array.from({ length: inFlight }, caller));
    return (done / (performance.now() - begun)) * 1_000;
  },
};

export type Caller = typeof skills;

offer(skills);
