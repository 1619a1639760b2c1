import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';
import { afterAll } from '@jest/globals';

/** A cable between a client and a Souk that can be cut, kept apart and made to lose what it carries. */
export type Cable = {
  readonly url: string;
  /** Ends every connection without a word. */
  cut(): void;
  /** No connection comes through until it is mended. */
  part(): void;
  mend(): void;
  /** What the server says next never arrives; the connection stands. Resolves once something was lost. */
  loseNext(): Promise<void>;
};

const servers = new Set<Server>();

afterAll(() => {
  for (const server of servers) server.close();
});

export async function cable(port: number): Promise<Cable> {
  const pairs = new Set<Socket>();
  const state: { parted: boolean; losing?: () => void } = { parted: false };
  const server = createServer((near) => {
    if (state.parted) {
      near.destroy();
      return;
    }
    const far = createConnection(port, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      pairs.add(one);
      one
        .on('error', () => undefined)
        .on('close', () => {
          pairs.delete(one);
          other.destroy();
        });
    }
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      const { losing } = state;
      delete state.losing;
      if (losing) losing();
      else near.write(bytes);
    });
  });
  servers.add(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const cut = () => {
    for (const socket of pairs) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    part: () => {
      state.parted = true;
      cut();
    },
    mend: () => {
      state.parted = false;
    },
    loseNext: () =>
      new Promise((resolve) => {
        state.losing = resolve;
      }),
  };
}
