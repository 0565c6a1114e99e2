import type { Contribution, Features, Group, Reading } from '@/api/generated';

export interface Difference {
  feature: string;
  title: string;
  words: string;
  unit: string | null;
  reading: Reading | null;
  group: Group | null;
  /** In the order of the songs. */
  values: number[];
  /** Songs of all genres at 5, 25, 75 and 95 of 100; null where the model does not know. */
  usual: { low: number; from: number; to: number; high: number } | null;
  /** How far apart the songs are, in widths of the middle half of all songs. */
  apart: number;
}

/** What differs most between songs, largest first; `meanings` says what the features are and how they usually lie. */
export function differences(songs: Features[], meanings: Contribution[]): Difference[] {
  const [first] = songs;
  if (!first || songs.some(({ schema }) => schema !== first.schema)) return [];
  const found = first.names.flatMap((feature): Difference[] => {
    const meaning = meanings.find((one) => one.feature === feature);
    const values = songs.flatMap(({ names, values: all }) => all[names.indexOf(feature)] ?? []);
    if (!meaning || values.length < songs.length) return [];
    const [low, from, , to, high] = meaning.distribution?.all ?? [];
    const usual = low === undefined || from === undefined || to === undefined || high === undefined ? null : { low, from, to, high };
    const width = usual && usual.to > usual.from ? usual.to - usual.from : Math.max(...values.map(Math.abs), 1e-9);
    const { title, words, unit, reading, group } = meaning;
    return [{ feature, title, words, unit, reading, group, values, usual, apart: (Math.max(...values) - Math.min(...values)) / width }];
  });
  return found.sort((a, b) => b.apart - a.apart);
}

/** Those of a group in one row, at the place of the one that differs most; every other in a row of its own. */
export function summed(all: Difference[]): Difference[][] {
  const rows = new Map<string, Difference[]>();
  for (const one of all) {
    const key = one.group ? `group ${one.group.title}` : one.feature;
    rows.set(key, [...(rows.get(key) ?? []), one]);
  }
  return [...rows.values()];
}
