import { once } from 'node:events';
import { connect } from 'node:net';
import { loopback } from './process.ts';

const answerTimeoutMs = 1_000;

/** The first bytes that the server at a port says, after `say` was said to it; undefined if it says nothing. */
export async function firstAnswer(port: number, say = ''): Promise<string | undefined> {
  const socket = connect(port, loopback);
  try {
    if (say) socket.write(say);
    const [bytes] = await once(socket, 'data', { signal: AbortSignal.timeout(answerTimeoutMs) });
    return String(bytes);
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}
