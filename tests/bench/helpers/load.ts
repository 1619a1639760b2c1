import autocannon from 'autocannon';
import { offer } from '../kit/helper.ts';

export type Target = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

const connections = 50;

const skills = {
  /** Requests a second that were answered with 200. */
  rate: async ({ url, headers }: Target, seconds: number): Promise<number> => {
    const { errors, timeouts, non2xx, duration, ...result } = await autocannon({
      url,
      headers,
      connections,
      pipelining: 1,
      duration: seconds,
    });
    if (errors + timeouts + non2xx > 0) throw new Error(`${url}: ${non2xx} other answers, ${errors} errors`);
    return result['2xx'] / duration;
  },
};

export type Load = typeof skills;

offer(skills);
