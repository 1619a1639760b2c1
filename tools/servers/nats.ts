import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstAnswer } from './greet.ts';
import { loopback, type ServerProcess } from './process.ts';

/**
 * A client that says nothing for 2 s is gone: so a machine that lost its power is noticed. Headers stay on, which
 * "no responders" needs.
 */
const configOf = (port: number): string => `
listen: "${loopback}:${port}"
ping_interval: "1s"
ping_max: 2
`;

export function natsServer(program: string, directory: string, port: number): ServerProcess {
  const config = join(directory, 'nats.conf');
  mkdirSync(directory, { recursive: true });
  writeFileSync(config, configOf(port));
  return {
    title: 'NATS',
    program,
    args: ['--config', config],
    port,
    portOption: '--nats-port',
    directory,
    answers: async () => (await firstAnswer(port))?.startsWith('INFO') ?? false,
  };
}
