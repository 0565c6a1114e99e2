import type { Outlined } from '@/api';
import { listed, spokenClock, clock } from '@/lib/format';

type Part = Outlined['course']['parts'][number];

/** A stretch that was voted on, and the time at which the band shows it. */
export interface Column extends Part {
  from: number;
  to: number;
}

/**
 * Where the band shows each stretch. They overlap, so each is shown around its middle, halfway to its neighbours; the first
 * and the last of a window that was heard reach to its ends, and nothing is shown where nothing was heard.
 */
export function columnsOf({ course, heard }: Pick<Outlined, 'course' | 'heard'>): Column[] {
  const middle = (part: Part) => (part.start_s + part.end_s) / 2;
  const window = (part: Part) => heard.findIndex(({ start_s, end_s }) => middle(part) >= start_s && middle(part) <= end_s);
  return course.parts.map((part, i, parts) => {
    const [before, after] = [parts[i - 1], parts[i + 1]];
    const same = (other: Part | undefined): other is Part => other !== undefined && window(other) === window(part);
    return {
      ...part,
      from: same(before) ? (middle(before) + middle(part)) / 2 : part.start_s,
      to: same(after) ? (middle(part) + middle(after)) / 2 : part.end_s,
    };
  });
}

/** Every genre that got a vote, the one with the most over the whole course first. */
export function genresOf(columns: Column[]): string[] {
  const sums = new Map<string, number>();
  for (const { votes } of columns) for (const { genre, votes: n } of votes) sums.set(genre, (sums.get(genre) ?? 0) + n);
  return [...sums].sort(([, a], [, b]) => b - a).map(([genre]) => genre);
}

/** For each genre its part of the band as a path: as many columns as there are, stacked in the order of `genres` from the bottom. */
export function bandsOf(columns: Column[], genres: string[]): { genre: string; path: string; most: number }[] {
  const base = columns.map(() => 0);
  return genres.map((genre) => {
    let most = 0;
    const path = columns.map(({ from, to, votes }, i) => {
      const sum = votes.reduce((all, vote) => all + vote.votes, 0) || 1;
      const own = votes.find((vote) => vote.genre === genre)?.votes ?? 0;
      if (own === 0) return '';
      const low = base[i] ?? 0;
      const high = low + own / sum;
      base[i] = high;
      most = Math.max(most, own);
      return `M${from.toFixed(2)} ${(1 - low).toFixed(4)}V${(1 - high).toFixed(4)}H${to.toFixed(2)}V${(1 - low).toFixed(4)}Z`;
    });
    return { genre, path: path.join(''), most };
  });
}

/** The column at a time; in a gap the one after it. */
export function columnAt(columns: Column[], time: number): number {
  const after = columns.findIndex(({ to }) => time < to);
  return after === -1 ? columns.length - 1 : after;
}

/** Where nothing was heard, as far as it can be seen: from and to, in seconds. */
export function gapsOf({ heard, duration_s: seconds }: Pick<Outlined, 'heard' | 'duration_s'>): [number, number][] {
  const ends = [0, ...heard.map(({ end_s }) => end_s)];
  const starts = [...heard.map(({ start_s }) => start_s), seconds];
  return ends.map((end, i): [number, number] => [end, starts[i] ?? end]).filter(([from, to]) => to - from > seconds / 500);
}

/** Whether nothing was heard at that time; a sound may go on a little beyond what was measured of it. */
export const isGap = ({ from, to }: Column, time: number): boolean => time < from - 0.5 || time > to + 0.5;

const sumOf = ({ votes }: Part) => votes.reduce((all, vote) => all + vote.votes, 0);

/** "0:12–0:22: 14 of 20 hear Metal, 4 Rock, 2 Punk". */
export function reading(part: Part): string {
  const [first, ...rest] = part.votes;
  if (!first) return '';
  const others = rest.slice(0, 3).map(({ genre, votes }) => `, ${votes} ${genre}`).join('');
  return `${clock(part.start_s)}–${clock(part.end_s)}: ${first.votes} of ${sumOf(part)} hear ${first.genre}${others}`;
}

/** The same for ears. */
export function spokenReading(part: Part): string {
  const [first, ...rest] = part.votes;
  if (!first) return '';
  const others = rest.slice(0, 3).map(({ genre, votes }) => `, ${votes} ${genre}`).join('');
  return `${spokenClock(part.start_s)} to ${spokenClock(part.end_s)}: ${first.votes} of ${sumOf(part)} hear ${first.genre}${others}`;
}

/** As many genres as a sentence names. */
const NAMED = 4;

/** The whole course in a sentence. */
export function courseInWords(columns: Column[], { seconds, step_s: step }: Pick<Outlined['course'], 'seconds' | 'step_s'>): string {
  const wins = new Map<string, number>();
  for (const { genre } of columns) wins.set(genre, (wins.get(genre) ?? 0) + 1);
  const [first, ...rest] = [...wins].sort(([, a], [, b]) => b - a);
  if (!first) return '';
  if (columns.length === 1) return `One stretch was heard: most hear ${first[0]}.`;
  const each = `${step < seconds ? 'overlapping ' : ''}stretches of ${Math.round(seconds)} seconds`;
  if (rest.length === 0) return `${first[0]} leads in ${columns.length === 2 ? 'both' : `all ${columns.length}`} ${each}.`;
  const named = rest.length <= NAMED ? rest : rest.slice(0, NAMED - 1);
  const unnamed = rest.slice(named.length);
  const others = named.map(([genre, n]) => `${genre} in ${n}`);
  if (unnamed.length > 0) others.push(`${unnamed.length} other genres in ${unnamed.reduce((sum, [, n]) => sum + n, 0)}`);
  return `${first[0]} leads in ${first[1]} of ${columns.length} ${each}, ${listed(others)}.`;
}
