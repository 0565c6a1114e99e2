import type { Classification } from '@/api';

export interface Row {
  genre: string;
  votes: number;
  /** Votes / 20. */
  fraction: number;
  /** Calibrated; null where the answer does not hold one. */
  probability: number | null;
}

/** Every genre with its votes and its calibrated probability: most votes first, then the likeliest. */
export function rowsOf({ votes, probabilities }: Pick<Classification, 'votes' | 'probabilities'>): Row[] {
  const rows = new Map<string, Row>();
  for (const { genre, probability } of probabilities) rows.set(genre, { genre, votes: 0, fraction: 0, probability });
  for (const { genre, votes: count, fraction } of votes) {
    rows.set(genre, { genre, votes: count, fraction, probability: rows.get(genre)?.probability ?? null });
  }
  return [...rows.values()].sort((a, b) => b.votes - a.votes || (b.probability ?? 0) - (a.probability ?? 0));
}

const WORTH_DRAWING = 0.05;
const MOST_WITHOUT_VOTES = 3;

/** What the bars show: all that got a vote, and at most three likely ones that got none. */
export function drawnRows(rows: Row[]): Row[] {
  const voted = rows.filter((row) => row.votes > 0);
  const likely = rows.filter((row) => row.votes === 0 && (row.probability ?? 0) >= WORTH_DRAWING);
  return [...voted, ...likely.slice(0, MOST_WITHOUT_VOTES)];
}
