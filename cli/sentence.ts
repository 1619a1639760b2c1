const engines = ['JournalUnavailable', 'VaultUnavailable', 'RowsUnavailable'];

/** A full disk is told by SQLite's words, by ours, or by the system's. */
const wayOut = ({ message }: Error): string =>
  /no room left|is full|ENOSPC/.test(message) ? 'make room on its disk' : 'bring back a copy of it';

const isOfMongo = (cause: unknown): boolean => cause instanceof Error && cause.name.startsWith('Mongo');

/** What a person at a terminal is told of an error: one sentence, and a stack only for what is a bug. */
export function errorSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port, address } = error as {
    readonly code?: string;
    readonly port?: number;
    readonly address?: string;
  };
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken: stop what listens there, or start with another one (PORT=${(port ?? 3000) + 1} npm start).`;
  }
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be used by this user: choose one above 1023.`;
  if (code === 'EADDRNOTAVAIL') return `${address} is no address of this machine: set HOST to one that is.`;
  if (engines.includes(error.name) && isOfMongo(error.cause))
    return `${error.message}: see that it runs there and lets you in, or name another with MONGO_URL and VAULT_URL.`;
  if (engines.includes(error.name))
    return `${error.message}: ${wayOut(error)}, or choose another directory with DATA_DIR.`;
  // A partition that could not be taken: the engine says why.
  if (error.name === 'SoukError' && error.cause instanceof Error) return errorSentence(error.cause);
  const isTold = [
    'SettingsError',
    'DataDirectoryError',
    'FileError',
    'UsageError',
    'ServersError',
    'NewerSchema',
    'LineUnavailable',
    'CopyError',
  ].includes(error.name);
  return isTold ? error.message : (error.stack ?? error.message);
}

/** A command was typed in a way it cannot read. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
