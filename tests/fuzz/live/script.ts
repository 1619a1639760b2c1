import type { Chance } from '../chance.ts';
import { nastyText, nastyValue } from '../nasty.ts';
import type { Field } from '../request.ts';
import type { Side } from '../town.ts';

/** One thing that a client says, as bytes of Engine.IO. */
export type Said = {
  readonly text: string;
  /** Binary messages behind it. */
  readonly binary?: readonly Buffer[];
  /** An acknowledgement with this number must come, or the connection must end. */
  readonly wants?: number;
  /** No `ok` may come: the channel is the other tenant's. */
  readonly isForged?: true;
};

export type Told = { readonly side: Side; readonly other: Side; readonly chance: Chance };

const valueOfField = (fields: readonly Field[], wanted: string): string | undefined =>
  fields.find(([name]) => name === wanted)?.[1].replace(/^Bearer /, '');

export const tokenOf = (side: Side, who: string): string | undefined =>
  valueOfField(side.people[who] ?? [], 'Authorization');

/** Who comes: mostly somebody who is let in. */
export function handshakeOf({ side, other, chance }: Told): unknown {
  const token = tokenOf(side, chance.pick(['shopper', 'owner', 'operator']));
  const kinds = { account: 4, visitor: 4, odd: 1, mixed: 0.5, none: 1 };
  switch (chance.weighted(kinds)) {
    case 'account':
      return { token };
    case 'visitor':
      return { tenant: side.tenant };
    case 'mixed':
      return { token, tenant: other.tenant };
    case 'odd':
      return chance.pick<unknown>([
        ...[
          null,
          [],
          'text',
          7,
          { token: nastyValue(chance) },
          { tenant: nastyValue(chance) },
          { token: { toString: 1 } },
        ],
        ...[{ tenant: { toString: 1 } }, { token: 'x'.repeat(9_000) }, { token: '\n' }, { token: [token] }],
      ]);
    case 'none':
      return undefined;
  }
}

const noPackets: readonly string[] = [
  ...[
    '',
    '4',
    '42',
    '42[',
    '42[]',
    '42{}',
    '42"subscribe"',
    '42["subscribe"',
    '42[7]',
    '42[null]',
    '42[{}]',
    '42,',
    '421x["subscribe"]',
  ],
  ...[
    '4299999999999999999999["subscribe",{}]',
    '42/admin,["subscribe",{}]',
    '42/,1["subscribe",{}]',
    '40',
    '40/other',
    '40/other,{}',
    '41',
    '41/x',
  ],
  ...[
    '43',
    '430[]',
    '431["x"]',
    '44',
    '44{}',
    '45',
    '450-["subscribe"]',
    '451-["subscribe",{"_placeholder":true,"num":0}]',
    '4599-["x"]',
    '45-1-[]',
  ],
  ...[
    '46',
    '461-1["x"]',
    '47',
    '49',
    '0',
    '0{}',
    '1',
    '2',
    '2probe',
    '3',
    '3probe',
    '5',
    '6',
    '6x',
    '7',
    'b',
    'bAAAA',
    '\u0000',
    '4\u0000',
    '42[1e999]',
  ],
  ...[
    '42["subscribe",{"channel":"stock:a","__proto__":{"x":1}}]',
    '420["subscribe"]',
    '42-1["subscribe",{}]',
    '42["disconnect"]',
    '42["connect_error"]',
  ],
];

/** What is no packet, or none that makes sense. */
export function noiseOf(chance: Chance): Said {
  const kinds = { packet: 8, letters: 1, binary: 1, long: 0.5 };
  switch (chance.weighted(kinds)) {
    case 'packet':
      return { text: chance.pick(noPackets) };
    case 'letters':
      return { text: nastyText(chance) };
    case 'long':
      return { text: `42["subscribe",{"channel":"${'x'.repeat(chance.pick([16_000, 17_000, 200_000]))}"}]` };
    case 'binary':
      return {
        text: `451-${chance.between(0, 9)}["subscribe",{"channel":{"_placeholder":true,"num":0}}]`,
        binary: Array.from({ length: chance.between(0, 2) }, () => Buffer.from(nastyText(chance))),
      };
  }
}
