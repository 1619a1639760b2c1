import { firstAnswer } from './greet.ts';
import { loopback, type ServerProcess } from './process.ts';

/** Nothing is kept on disk: Souk may lose all that is in there at any time. */
export const redisServer = (program: string, directory: string, port: number): ServerProcess => ({
  title: 'Redis',
  program,
  // Bull asks for noeviction: a queue must not lose a job because a cache grew.
  args: [
    ...['--port', String(port), '--bind', loopback, '--dir', directory],
    ...['--save', '', '--set-proc-title', 'no', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'],
  ],
  port,
  portOption: '--redis-port',
  directory,
  answers: async () => (await firstAnswer(port, 'PING\r\n'))?.startsWith('+PONG') ?? false,
});
