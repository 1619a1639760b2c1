import { chanceOf } from './chance.ts';
import type { ApiDocument } from './document.ts';
import type { Draft, Spoiler, Workbench } from './draft.ts';
import { hasField, type Request } from './request.ts';
import { addressSpoilers } from './spoil/address.ts';
import { bodySpoilers } from './spoil/body.ts';
import { fieldSpoilers } from './spoil/fields.ts';
import { textSpoiler, typeSpoiler } from './spoil/text.ts';
import type { Town } from './town.ts';
import { validDraft } from './valid.ts';

const spoilers: Readonly<Record<string, readonly [weight: number, spoiler: Spoiler]>> = {
  ...bodySpoilers,
  ...addressSpoilers,
  ...fieldSpoilers,
  type: [1, typeSpoiler],
};

const weights = Object.fromEntries(Object.entries(spoilers).map(([name, [weight]]) => [name, weight]));

/** How many things are wrong with a request; many have none, so that there is something to go wrong with. */
const faults = { 0: 30, 1: 42, 2: 18, 3: 10 };

/** Request `number` of a seed. What the seed decides is which; the ids in it are those that Souk has made. */
export function requestOf(seed: string, number: number, document: ApiDocument, town: Town): Request {
  const bench: Workbench = { chance: chanceOf('http', seed, number), document, town };
  const draft = validDraft(number, seed, bench);
  for (let left = Number(bench.chance.weighted(faults)); left > 0; left -= 1) spoil(draft, bench);
  if (bench.chance.is(0.08)) note(draft, textSpoiler(draft, bench));
  return finished(draft);
}

/** Not every fault fits every request: another one is looked for a few times. */
function spoil(draft: Draft, bench: Workbench): void {
  for (let tries = 0; tries < 6; tries += 1) {
    const [, spoiler] = spoilers[bench.chance.weighted(weights)] as [number, Spoiler];
    const done = spoiler(draft, bench);
    note(draft, done);
    if (done !== undefined) return;
  }
}

function note({ spoilt }: Draft, done: string | undefined): void {
  if (done !== undefined) spoilt.push(done);
}

function finished({
  number,
  operation,
  side,
  who,
  method,
  segments,
  query,
  fields,
  json,
  body,
  spoilt,
  foreignId,
}: Draft): Request {
  const bytes = body ?? (json === undefined ? undefined : Buffer.from(JSON.stringify(json)));
  const behind = query.length > 0 ? `?${query.map(([name, value]) => `${name}=${value}`).join('&')}` : '';
  const length =
    bytes && !hasField(fields, 'content-length') ? ([['Content-Length', String(bytes.length)]] as const) : [];
  return {
    ...{ number, who, method, spoilt, foreignId, body: bytes },
    meant: operation.name,
    tenant: who === 'root' ? 'platform' : side.tenant,
    target: `/v1/${segments.join('/')}${behind}`,
    fields: [...fields, ...length],
  };
}
