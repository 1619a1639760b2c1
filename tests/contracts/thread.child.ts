// A process that does nothing but call its thread, and leaves the last call to itself.

import { startThread } from '../../actors/runtime/thread.ts';
import type { TestMethods } from './thread.worker.ts';

const thread = startThread<TestMethods>(new URL('./thread.worker.ts', import.meta.url), {});
await thread.call('add', 1, 1);
thread.call('add', 20, 22).then((sum) => process.stdout.write(`${sum}\n`), process.exit);
