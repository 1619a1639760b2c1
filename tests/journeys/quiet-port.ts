import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems give to whoever connects: a Souk that comes back finds its own port free. */
const lowest = 15_000;
const highest = 31_999;

/** A port that nobody listens at, and that no connection is given meanwhile. */
export async function quietPort(): Promise<number> {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
