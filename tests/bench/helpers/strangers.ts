import { offer } from '../kit/helper.ts';
import { Connection } from '../kit/http.ts';

const atOnce = 32;
let asked = 0;

/** Each time for a page that nobody has asked for. */
async function read(port: number, tenant: string, until: number): Promise<number> {
  const connection = await Connection.open(port);
  let answers = 0;
  for (; performance.now() < until; answers += 1) {
    asked += 1;
    const path = `/v1/products?limit=20&maxPrice=${1_000_000 + asked}`;
    const { status, body } = await connection.request('GET', path, { 'Souk-Tenant': tenant });
    if (status !== 200) throw new Error(`${path}: ${status} ${body.slice(0, 200)}`);
  }
  connection.close();
  return answers;
}

const skills = {
  /** Answers a second. */
  rate: async (port: number, tenant: string, seconds: number): Promise<number> => {
    const until = performance.now() + seconds * 1_000;
    const answers = await Promise.all(Array.from({ length: atOnce }, () => read(port, tenant, until)));
    return answers.reduce((sum, one) => sum + one, 0) / seconds;
  },
};

export type Strangers = typeof skills;

offer(skills);
