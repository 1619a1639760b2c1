import type { AddressInfo } from 'node:net';

/** What the parent hears, once: where the engine is served, or why it is not. */
export type Told = { readonly port: number } | { readonly absent: string };

/** How the child is started: `ANALYTICS_CHILD` in its environment, as JSON. */
export type ChildOptions = { readonly directory: string; readonly password: string; readonly memoryBytes: number };

const tell = (told: Told): void => void process.send?.(told);

async function serve(options: ChildOptions): Promise<void> {
  // Found out here, not by the parent: the package may be there and its library for this machine not.
  const { serveChdb } = await import('./serve.ts');
  const { server, close } = serveChdb(options);
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
