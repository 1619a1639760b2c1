import type { Member } from './member.ts';

/** What a node shows of itself at /metrics. */
export type Figures = Readonly<Record<string, number>>;

const metricsTimeoutMs = 1_000;
const bytesOfMb = 1_048_576;

/** Sums of each metric over its labels; undefined where the node does not answer. */
export async function figuresOf(port: number): Promise<Figures | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(metricsTimeoutMs) });
    return sumsIn(await response.text());
  } catch {
    return undefined;
  }
}

export function sumsIn(metrics: string): Figures {
  const sums: Record<string, number> = {};
  for (const line of metrics.split('\n')) {
    const [, name, value] = /^(\w+)(?:\{.*\})? (\S+)$/.exec(line) ?? [];
    if (name !== undefined) sums[name] = (sums[name] ?? 0) + Number(value);
  }
  return sums;
}

const columns = ['node', 'state', 'pid', 'port', 'partitions', 'waiting', 'lag', 'sockets', 'sees', 'MB', 'roles'];

function rowOf({ node, state, pid }: Member, figures: Figures | undefined): readonly string[] {
  const of = (name: string): string => String(figures?.[name] ?? '-');
  const memory = figures?.process_resident_memory_bytes;
  return [
    node.name,
    state,
    String(pid),
    String(node.port),
    of('souk_partitions_owned'),
    of('souk_mailbox_waiting_commands'),
    of('souk_feed_lag_batches'),
    of('souk_live_sockets'),
    of('souk_cluster_nodes'),
    memory === undefined ? '-' : String(Math.round(memory / bytesOfMb)),
    node.roles,
  ];
}

/** One line a node, in columns. */
export function tableOf(members: readonly Member[], figures: readonly (Figures | undefined)[]): string {
  const rows = [columns, ...members.map((member, place) => rowOf(member, figures[place]))];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
