import { describe, expect, it } from 'vitest';
import { analysis } from '@/testing/analysis';
import { bandsOf, columnAt, columnsOf, courseInWords, gapsOf, genresOf, reading, spokenReading } from './columns';

const part = (start_s: number, genre = 'Rock') => ({ start_s, end_s: start_s + 10, genre, votes: [{ genre, votes: 20 }] });

describe('the course', () => {
  const columns = columnsOf(analysis());

  it('covers what was heard without a gap or an overlap', () => {
    expect(columns.map(({ from, to }) => [from, to])).toEqual([[0, 5.5], [5.5, 6.5], [6.5, 12]]);
  });

  it('tells every stretch that was not heard and can be seen, short ones at the ends too', () => {
    const heard = [{ start_s: 0.4, end_s: 30.4 }, { start_s: 30.9, end_s: 60.9 }];
    expect(gapsOf({ heard, duration_s: 61.3 }).map((gap) => gap.map((at) => at.toFixed(1)))).toEqual([['0.0', '0.4'], ['30.4', '30.9'], ['60.9', '61.3']]);
    expect(gapsOf({ heard: [{ start_s: 0, end_s: 30 }], duration_s: 30.01 })).toEqual([]);
  });

  it('leaves out what was not heard', () => {
    const heard = [{ start_s: 30, end_s: 41 }, { start_s: 90, end_s: 101 }];
    const parts = [part(30), part(31), part(90), part(91)];
    const gapped = columnsOf({ heard, course: { seconds: 10, step_s: 1, parts } });
    expect(gapped.map(({ from, to }) => [from, to])).toEqual([[30, 35.5], [35.5, 41], [90, 95.5], [95.5, 101]]);
    expect([0, 36, 60, 90, 200].map((time) => columnAt(gapped, time))).toEqual([0, 1, 2, 2, 3]);
  });

  it('stacks all votes of each column to its full height', () => {
    const genres = genresOf(columns);
    expect(genres).toEqual(['Metal', 'Rock', 'Folk']);
    const heights = new Map<string, number>();
    for (const { path } of bandsOf(columns, genres)) {
      for (const [, x, low, high] of path.matchAll(/M([\d.]+) ([\d.]+)V([\d.]+)/g)) heights.set(x!, (heights.get(x!) ?? 0) + Number(low) - Number(high));
    }
    expect([...heights.keys()]).toHaveLength(3);
    for (const height of heights.values()) expect(height).toBeCloseTo(1, 3);
  });

  it('is read stretch by stretch, for eyes and ears', () => {
    expect(reading(columns[2]!)).toBe('0:02–0:12: 14 of 20 hear Metal, 4 Rock, 2 Folk');
    expect(spokenReading(columns[2]!)).toBe('2 seconds to 12 seconds: 14 of 20 hear Metal, 4 Rock, 2 Folk');
  });

  it('is told in a sentence', () => {
    const course = { seconds: 10, step_s: 1 };
    expect(courseInWords(columns, course)).toBe('Rock leads in 2 of 3 overlapping stretches of 10 seconds, Metal in 1.');
    expect(courseInWords(columns.slice(0, 2), { ...course, step_s: 10 })).toBe('Rock leads in both stretches of 10 seconds.');
    expect(courseInWords(columns.slice(0, 1), course)).toBe('One stretch was heard: most hear Rock.');
    expect(courseInWords([], course)).toBe('');
  });

  it('leaves no stretch out of the sentence', () => {
    const led = (genre: string, n: number) => Array.from({ length: n }, () => ({ ...columns[0]!, genre }));
    const course = { seconds: 10, step_s: 1 };
    const five = [...led('Classical', 11), ...led('Folk', 1), ...led('Jazz', 1), ...led('Metal', 1), ...led('Country', 1)];
    expect(courseInWords(five, course)).toBe('Classical leads in 11 of 15 overlapping stretches of 10 seconds, Folk in 1, Jazz in 1, Metal in 1 and Country in 1.');
    expect(courseInWords([...five, ...led('Ska', 2)], course)).toContain('Ska in 2, Folk in 1, Jazz in 1 and 2 other genres in 2.');
  });
});
