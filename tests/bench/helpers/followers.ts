import { offer } from '../kit/helper.ts';
import { Connection } from '../kit/http.ts';
import { median } from '../row.ts';

const atOnce = 8;
let asked = 0;

/** Each time a page that nobody has asked for, at one gateway, and then at the other, whose answer is timed. */
async function follow(first: number, then: number, tenant: string, until: number): Promise<number[]> {
  const [one, other] = [await Connection.open(first), await Connection.open(then)];
  const tookMs: number[] = [];
  while (performance.now() < until) {
    asked += 1;
    const path = `/v1/products?limit=20&maxPrice=${1_000_000 + asked}`;
    const ask = (connection: Connection) => connection.request('GET', path, { 'Souk-Tenant': tenant });
    const { status } = await ask(one);
    const begun = performance.now();
    const { status: second, body } = await ask(other);
    tookMs.push(performance.now() - begun);
    if (status !== 200 || second !== 200) throw new Error(`${path}: ${status}, ${second} ${body.slice(0, 200)}`);
  }
  one.close();
  other.close();
  return tookMs;
}

const skills = {
  /** Milliseconds of the second answer, at the median. */
  ofSecond: async (first: number, then: number, tenant: string, seconds: number): Promise<number> => {
    const until = performance.now() + seconds * 1_000;
    const all = await Promise.all(Array.from({ length: atOnce }, () => follow(first, then, tenant, until)));
    return median(all.flat());
  },
};

export type Followers = typeof skills;

offer(skills);
