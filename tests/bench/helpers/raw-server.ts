import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { offer } from '../kit/helper.ts';

/** What raw `node:http` gives to every request. */
export type Fixed = { readonly headers: readonly string[]; readonly body: string };

const servers = new Set<Server>();

const skills = {
  /** Serves these very bytes, and does nothing else; answers with its port. */
  serve: ({ headers, body }: Fixed): Promise<number> => {
    const fields = [...headers];
    const bytes = Buffer.from(body);
    const server = createServer((_, res) => {
      res.writeHead(200, fields);
      res.end(bytes);
    });
    servers.add(server);
    return new Promise((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    );
  },
};

export type RawServer = typeof skills;

offer(skills);
