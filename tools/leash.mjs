// Loaded before the entry by tools/launch.mjs: when the launcher is gone without a word (kill -9), so are its child and
// whatever the child started. No port stays taken by a process that nobody sees.

import { isMainThread } from 'node:worker_threads';

function leave() {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    // Not the leader of a group (Windows, or forked by another): then there is only this process to end.
    process.exit(1);
  }
}

if (isMainThread && process.channel) {
  process.once('disconnect', leave);
  process.channel.unref();
}
