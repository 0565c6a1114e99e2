import { describe, expect, it } from 'vitest';
import { ago, bytes, clock, counted, listed, milliseconds, percent, spokenClock, titleOfFile, wait } from './format';
import { recall, remember } from './storage';

describe('numbers as people read them', () => {
  it('tells times', () => {
    expect([clock(0), clock(83.9), clock(NaN)]).toEqual(['0:00', '1:23', '0:00']);
    expect([spokenClock(1), spokenClock(83), spokenClock(Infinity)]).toEqual(['1 second', '1 minute 23 seconds', '0 seconds']);
    expect([1.24, 28.4, 1500, 61_000].map(milliseconds)).toEqual(['1.2 ms', '28 ms', '1.5 s', '61 s']);
  });

  it('tells sizes and shares', () => {
    expect([12, 4200, 5_250_000].map(bytes)).toEqual(['12 bytes', '4 kB', '5.3 MB']);
    expect([percent(0.555), percent(0.4111, 1), counted(1, 'song'), counted(2, 'song')]).toEqual(['56%', '41.1%', '1 song', '2 songs']);
  });

  it('tells how long ago', () => {
    const now = Date.parse('2026-11-20T12:00:00Z');
    expect(ago('2026-11-20T11:59:50Z', now)).toBe('just now');
    expect(ago('2026-11-20T11:57:00Z', now)).toBe('3 minutes ago');
    expect(ago('2026-11-19T12:00:00Z', now)).toBe('yesterday');
    expect(ago('never', now)).toBe('');
  });

  it('makes a title of a file’s name', () => {
    expect(['01_my_song.mp3', 'Track.one.flac', '.mp3', 'plain'].map(titleOfFile)).toEqual(['01 my song', 'Track.one', '.mp3', 'plain']);
  });
});

it('lists names, and says a wait in the unit that fits', () => {
  expect([listed([]), listed(['A']), listed(['A', 'B', 'C'])]).toEqual(['', 'A', 'A, B and C']);
  expect([wait(0.2), wait(7), wait(120), wait(12_471)]).toEqual(['1 second', '7 seconds', '2 minutes', '3 hours']);
});

it('remembers, and forgets', () => {
  remember('volume', '0.5');
  expect(recall('volume')).toBe('0.5');
  remember('volume', null);
  expect(recall('volume')).toBeNull();
});
