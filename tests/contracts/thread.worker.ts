import { type PendingCall, serveThread } from '../../actors/runtime/thread.ts';

let drained: string[] = [];
let tidied = 0;

const methods = {
  add: (a: number, b: number): number => a + b,
  sizeOf: (bytes: Uint8Array): readonly [number, number] => [bytes.byteLength, bytes.buffer.byteLength],
  fail: (): never => {
    throw Object.assign(new RangeError('too far'), { code: 'FAR', errcode: 13 });
  },
  die: (): never => process.exit(3),
  block: (gate: Int32Array): void => void Atomics.wait(gate, 0, 0),
  skipped: (): void => {},
  lastDrain: (): readonly string[] => drained,
  tidied: (): number => tidied,
};

export type TestMethods = typeof methods;

function drain(calls: readonly PendingCall[]): void {
  const names = calls.map(({ name }) => name);
  if (!names.includes('lastDrain')) drained = names;
  for (const call of calls) if (call.name !== 'skipped') call.run();
  if (names.includes('fail') && names.includes('add')) throw new Error('all of it failed');
}

const tidy = (): boolean => {
  tidied += 1;
  return tidied % 3 !== 0;
};

serveThread(methods, { drain, tidy });
