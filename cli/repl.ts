import { ServiceBroker } from 'moleculer';
import { errorSentence } from './sentence.ts';

/** `npm run repl`: Moleculer's own REPL on a whole Souk: `actions`, `call inventory.check --lines[0].sku ...`, `nodes`. */
async function repl(): Promise<void> {
  const { default: config } = await import('../moleculer.config.ts');
  const broker = new ServiceBroker(config);
  await broker.start();
  broker.repl();
}

repl().catch((error: unknown) => {
  console.error(errorSentence(error));
  process.exit(1);
});
