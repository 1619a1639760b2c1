import { workerData } from 'node:worker_threads';
import { serveThread } from '../../runtime/thread.ts';
import { serveIndex } from './thread.ts';

const { methods, drain, close } = serveIndex(workerData);
serveThread(methods, { drain, close });
