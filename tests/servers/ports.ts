import { createServer } from 'node:net';

// Below the ports that systems give to those who ask for any.
const [lowestPort, highestPort] = [20_000, 32_000];
const anyPort = (): number => lowestPort + Math.floor(Math.random() * (highestPort - lowestPort));

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  const free = await promise;
  server.close();
  return free;
}

/** The first of so many ports in a row that nobody has. */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = anyPort();
    const free = await Promise.all(Array.from({ length: count }, (_, place) => isFree(first + place)));
    if (free.every(Boolean)) return first;
  }
}
