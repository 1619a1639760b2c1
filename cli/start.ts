import { ServiceBroker } from 'moleculer';
import { errorSentence } from './sentence.ts';

/** `npm start`: a whole Souk in this process, until Ctrl-C. */
async function start(): Promise<void> {
  const { default: config, serverOf, settings } = await import('../moleculer.config.ts');
  const { prepareDemo } = await import('./demo/prepare.ts');
  const { isGateway } = await import('../composition/roles.ts');
  const { prepareWeb } = await import('./web.ts');
  if (isGateway(settings.ROLES)) await prepareWeb(settings);
  const broker = new ServiceBroker(config);
  let stopping: Promise<void> | undefined;
  const stop = (signal: string) => {
    if (stopping) return;
    console.log(`\n${signal}: finishing what is under way ...`);
    const leaving = serverOf(broker)?.keep() ?? Promise.resolve();
    stopping = leaving.then(() => broker.stop()).then(() => process.exit(0));
  };
  process.on('SIGINT', () => stop('Ctrl-C'));
  process.on('SIGTERM', () => stop('SIGTERM'));
  await broker.start();
  const server = serverOf(broker);
  if (!server) throw new Error('Souk did not start');
  const { greeting, inner } = await import('./greeting.ts');
  if (!isGateway(settings.ROLES)) return console.log(inner(server.port(), settings));
  const demo = await prepareDemo(server.souk.transport, settings);
  console.log(greeting({ port: server.port(), engines: server.souk.engines, settings, demo }));
  // A stop ends it half-way, and the next start goes on.
  demo.fill?.().catch((error: unknown) => {
    if (!stopping) broker.logger.warn({ err: error }, 'The shelves of the demo shop could not be filled');
  });
}

start().catch((error: unknown) => {
  console.error(errorSentence(error));
  process.exit(1);
});
