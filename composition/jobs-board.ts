import type { GatewayOptions } from '../gateway/gateway.ts';
import type { SoukJobs } from './jobs.ts';

/** The board is loaded where there are queues to show, and nowhere else. */
export async function boardOf({ queues }: SoukJobs): Promise<Pick<GatewayOptions, 'board'>> {
  const shown = queues();
  if (shown.length === 0) return {};
  const { jobsBoard } = await import('../gateway/board/jobs-board.ts');
  return { board: jobsBoard(shown) };
}
