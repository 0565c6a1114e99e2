import { describe, expect, it } from 'vitest';
import { barsOf, peaksOf } from './peaks';
import { tickLabel, ticks } from './timeAxis';

const rate = 8000;
const tone = (seconds: number, gain: number) => Float32Array.from({ length: rate * seconds }, (_, i) => gain * Math.sin((2 * Math.PI * 200 * i) / rate));

describe('the outline of a sound', () => {
  it('reaches as far as the samples do, on both sides', () => {
    const peaks = peaksOf([tone(2, 0.5)], rate);
    expect(peaks.seconds).toBe(2);
    expect(peaks.low.length * peaks.step_s).toBeCloseTo(2);
    expect(new Set(peaks.high)).toEqual(new Set([64]));
    expect(new Set(peaks.low)).toEqual(new Set([-63]));
  });

  it('hears every channel and never has more steps than asked for', () => {
    const peaks = peaksOf([new Float32Array(rate * 60), tone(60, 1)], rate, 100);
    expect(peaks.high).toHaveLength(100);
    expect(Math.min(...peaks.high)).toBe(127);
  });

  it('is nothing of nothing', () => {
    expect(peaksOf([], rate).low).toEqual([]);
  });

  it('becomes bars of which the loudest fills the height, whatever the gain', () => {
    const loud = barsOf(peaksOf([tone(2, 0.9)], rate), 2, 20);
    const quiet = barsOf(peaksOf([tone(2, 0.1)], rate), 2, 20);
    expect(Math.max(...loud.map(([, high]) => high))).toBe(1);
    for (const [i, [low, high]] of quiet.entries()) {
      expect(low).toBeCloseTo(loud[i]![0], 1);
      expect(high).toBeCloseTo(loud[i]![1], 1);
    }
  });

  it('is flat where the time goes on beyond it', () => {
    const bars = barsOf(peaksOf([tone(1, 1)], rate), 2, 4);
    expect(bars.slice(2)).toEqual([[0, 0], [0, 0]]);
    expect(bars[0]![1]).toBeGreaterThan(0.9);
  });
});

describe('marks of time', () => {
  it('are round, within the time, and as many as fit', () => {
    expect(ticks(0, 30, 8)).toEqual([0, 5, 10, 15, 20, 25, 30]);
    expect(ticks(2.3, 3.4, 6)).toEqual([2.4, 2.6, 2.8, 3, 3.2, 3.4]);
    expect(ticks(0, 754, 6)).toEqual([0, 300, 600]);
    expect(ticks(5, 5, 6)).toEqual([5]);
  });

  it('have tenths only where there are any', () => {
    expect([0, 12.4, 61, 59.96].map(tickLabel)).toEqual(['0:00', '0:12.4', '1:01', '1:00']);
  });
});
