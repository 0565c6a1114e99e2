import type { Evidence } from '@/api/generated';
import { percent } from '@/lib/format';

export interface Matrix {
  /** Families together, so that what is mistaken for a relative lies near the diagonal. */
  genres: string[];
  counts: number[][];
  /** Of the songs of a row, the share heard as each genre. */
  shares: number[][];
  rows: number[];
}

/** The confusion matrix in the families' order; genres of no family come last. */
export function matrixOf(evidence: Evidence, families: { genres: string[] }[]): Matrix | null {
  const raw = evidence.confusion?.counts;
  if (!raw) return null;
  const known = families.flatMap(({ genres }) => genres).filter((genre) => evidence.genres.includes(genre));
  const genres = [...known, ...evidence.genres.filter((genre) => !known.includes(genre))];
  const at = genres.map((genre) => evidence.genres.indexOf(genre));
  const counts = at.map((row) => at.map((column) => raw[row]?.[column] ?? 0));
  const rows = counts.map((row) => row.reduce((sum, n) => sum + n, 0));
  const shares = counts.map((row, i) => row.map((n) => n / Math.max(1, rows[i] ?? 0)));
  return { genres, counts, shares, rows };
}

/** A field of the matrix in words. */
export function field({ genres, counts, shares }: Matrix, row: number, column: number): string {
  const [song, heard] = [genres[row] ?? '', genres[column] ?? ''];
  const share = percent(shares[row]?.[column] ?? 0, 1);
  const n = (counts[row]?.[column] ?? 0).toLocaleString('en');
  return row === column ? `${song} heard as ${song}, which is right: ${share} (${n} songs)` : `${song} heard as ${heard}: ${share} (${n} songs)`;
}

/** What a row says: how many of its songs were recognised, and what the others were taken for. */
export function story({ genres, shares, rows }: Matrix, row: number): string {
  const song = genres[row] ?? '';
  const own = shares[row] ?? [];
  const others = own
    .map((share, column) => ({ share, name: genres[column] ?? '' }))
    .filter(({ share, name }) => name !== song && share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, 3)
    .map(({ share, name }) => `${name} (${percent(share)})`);
  const taken = others.length > 0 ? ` Most often taken for ${others.join(', ')}.` : '';
  return `Of ${(rows[row] ?? 0).toLocaleString('en')} songs tagged ${song}, ${percent(own[row] ?? 0)} were recognised.${taken}`;
}

const WALK: Partial<Record<string, [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Where a key leads in a square of `size`; null where it leads nowhere. */
export function walk(key: string, [row, column]: [number, number], size: number): [number, number] | null {
  if (key === 'Home') return [row, 0];
  if (key === 'End') return [row, size - 1];
  if (key === 'PageUp') return [0, column];
  if (key === 'PageDown') return [size - 1, column];
  const step = WALK[key];
  if (!step) return null;
  const within = (n: number) => Math.min(size - 1, Math.max(0, n));
  return [within(row + step[0]), within(column + step[1])];
}
