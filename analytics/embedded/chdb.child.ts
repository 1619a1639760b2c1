import type { AddressInfo } from 'node:net';

/** What the parent hears: where the engine is served, or why it is not; and at its end how large it has grown. */
export type Told = { readonly port: number } | { readonly absent: string } | { readonly grownToBytes: number };

/** How the child is started: `ANALYTICS_CHILD` in its environment, as JSON. */
export type ChildOptions = {
  readonly directory: string;
  readonly password: string;
  /** Of the engine, by its own count. */
  readonly memoryBytes: number;
  /** Of the process: it ends where it takes more. */
  readonly mostBytes: number;
};

const tell = (told: Told, whenTold: () => void = () => undefined): void => void process.send?.(told, whenTold);

const lookEveryMs = 250;

/** The engine does not count all that it takes, and gives little of it back: only its end does. */
function endWhenLarger(mostBytes: number): void {
  const look = setInterval(() => {
    const grownToBytes = process.memoryUsage.rss();
    if (grownToBytes <= mostBytes) return;
    clearInterval(look);
    tell({ grownToBytes }, () => process.kill(process.pid, 'SIGKILL'));
  }, lookEveryMs);
}

async function serve(options: ChildOptions): Promise<void> {
  // Found out here, not by the parent: the package may be there and its library for this machine not.
  const { serveChdb } = await import('./serve.ts');
  const { server, close } = serveChdb(options);
  endWhenLarger(options.mostBytes);
  process.once('disconnect', () => process.exit(0));
  process.on('message', () => {
    server.close(() => {
      close();
      process.exit(0);
    });
    server.closeIdleConnections();
  });
  server.listen(0, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port }));
}

// A signal may reach every process of the group: the shop says when it is time, and without it this process ends anyway.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);

serve(JSON.parse(process.env.ANALYTICS_CHILD ?? '{}')).catch((error: unknown) => {
  tell({ absent: error instanceof Error ? error.message : String(error) });
  process.disconnect?.();
});
