import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { offer } from '../kit/helper.ts';
import type { Fixed } from './raw-server.ts';

const pages = 10_000;
const keyOf = (number: number): string => `page:${number % pages}`;

const skills = {
  /** Raw `node:http` that has each page from Redis, another one each time; answers with its port. */
  serve: async (url: string, { headers, body }: Fixed): Promise<number> => {
    const redis = new Redis(url);
    const filling = redis.pipeline();
    for (let number = 0; number < pages; number += 1) filling.set(keyOf(number), body);
    await filling.exec();
    const fields = [...headers, 'Content-Length', String(Buffer.byteLength(body))];
    let asked = 0;
    const server = createServer((_, res) => {
      asked += 1;
      void redis.getBuffer(keyOf(asked)).then((bytes) => {
        res.writeHead(200, fields);
        res.end(bytes);
      });
    });
    return new Promise((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    );
  },
};

export type RedisPages = typeof skills;

offer(skills);
