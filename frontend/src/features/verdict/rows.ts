import type { Ballot, Classification, Family } from '@/api';

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

/** The most probable genre, where it is not the one with the most votes. */
export function likelierOf(rows: Row[]): Row | null {
  const likeliest = rows.reduce<Row | undefined>((best, row) => ((row.probability ?? 0) > (best?.probability ?? 0) ? row : best), rows[0]);
  return likeliest && likeliest !== rows[0] ? likeliest : null;
}

/** The votes of each genre among the ballots opened so far. */
export function tallyOf(ballots: Ballot[], counted: number): Map<string, number> {
  const tally = new Map<string, number>();
  for (const { forest, genre } of ballots) if (forest < counted) tally.set(genre, (tally.get(genre) ?? 0) + 1);
  return tally;
}

export interface FamilyRow {
  name: string;
  /** Its most voted, else likeliest, genre: the family is drawn as that one. */
  genre: string;
  votes: number;
  probability: number;
}

/** What the genres of each family add up to, in the order of the genres; a family nobody voted for comes by its probability. */
export function familyRows(rows: Row[], families: Family[]): FamilyRow[] {
  const sums = families.map(({ name, genres }): FamilyRow | null => {
    const own = rows.filter(({ genre }) => genres.includes(genre));
    const first = own[0];
    if (!first) return null;
    const sum = (of: (row: Row) => number) => own.reduce((total, row) => total + of(row), 0);
    return { name, genre: first.genre, votes: sum((row) => row.votes), probability: sum((row) => row.probability ?? 0) };
  });
  return sums.filter((row) => row !== null).sort((a, b) => b.votes - a.votes || b.probability - a.probability);
}
