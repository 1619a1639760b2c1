// node --import ./tests/simulation/mutants/plant.preload.ts, with PLANTED_BUG: its name. The file it stands in is
// changed while it is loaded; workers that are started with the same arguments get it too.

import { registerHooks } from 'node:module';
import { allMutants } from './all.ts';
import { plant } from './mutant.ts';

const { PLANTED_BUG: name } = process.env;
const mutant = allMutants.find((one) => one.name === name);
if (!mutant) throw new Error(`there is no planted bug ${JSON.stringify(name)}`);

const url = new URL(`../../../${mutant.file}`, import.meta.url).href;

registerHooks({
  load: (asked, context, nextLoad) => {
    const loaded = nextLoad(asked, context);
    if (asked !== url) return loaded;
    const source =
      typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString();
    return { ...loaded, source: plant(mutant, source) };
  },
});
