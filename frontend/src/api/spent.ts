import type { Classification } from './generated';

/** From taking a song to its answer, in ms: what the server did, and what it waited between. */
export function spentMs({ created_at: from, finished_at: to, timings_ms: { total } }: Pick<Classification, 'created_at' | 'finished_at' | 'timings_ms'>): number {
  return to === null ? total : Math.max(total, Date.parse(to) - Date.parse(from));
}
