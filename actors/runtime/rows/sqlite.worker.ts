import { workerData } from 'node:worker_threads';
import { serveThread } from '../thread.ts';
import { type RowsFile, serveRows } from './sqlite-rows.ts';

const { methods, drain, close } = serveRows(workerData as RowsFile);
serveThread(methods, { drain, close });
