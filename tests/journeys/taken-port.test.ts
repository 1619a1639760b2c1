import { expect, test } from '@jest/globals';
import { run, startSouk, temporaryDirectory } from './souk-process.ts';

test('a port that is taken ends the start in one sentence that names it and the way out', async () => {
  const { port } = await startSouk();
  const second = run('start', [], { DATA_DIR: temporaryDirectory(), PORT: String(port) });
  expect(await second.ended).toBe(1);
  expect(second.printed()).toMatch(new RegExp(`^Port ${port} is taken: .*PORT=${port + 1} npm start`, 'm'));
});
