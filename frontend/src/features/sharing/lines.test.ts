import { describe, expect, it } from 'vitest';
import { linesOf } from './lines';

/** Every letter is as wide as any other. */
const pen = { measureText: (text: string) => ({ width: Array.from(text).length }) as TextMetrics };

describe('the lines of a picture', () => {
  it('break at words, as few as there need be', () => {
    expect(linesOf(pen, 'Rain over Pines', 20, 2)).toEqual(['Rain over Pines']);
    expect(linesOf(pen, 'Rain over  Pines', 10, 2)).toEqual(['Rain over', 'Pines']);
    expect(linesOf(pen, '', 10, 2)).toEqual(['']);
  });

  it('are shortened at a word', () => {
    expect(linesOf(pen, 'Quartet No. 0 in D: Allegro ma non troppo', 11, 2)).toEqual(['Quartet No.', '0 in D…']);
    expect(linesOf(pen, 'Night Bus North', 10, 1)).toEqual(['Night Bus…']);
    expect(linesOf(pen, 'Night Bus North', 9, 1)).toEqual(['Night…']);
  });

  it('break within a word that is longer than they are', () => {
    expect(linesOf(pen, '夜に駆ける夜に駆ける', 4, 2)).toEqual(['夜に駆け', 'る夜に…']);
    expect(linesOf(pen, 'A🎵🎵🎵B', 2, 1)).toEqual(['A…']);
  });
});
