import { describe, expect, it } from 'vitest';
import { matching } from './genres';

const families = [
  { name: 'Hip-Hop & Rap', genres: ['Hip-Hop', 'Rap'] },
  { name: 'Electronic', genres: ['D&B', 'House'] },
];

describe('genres for what is typed', () => {
  it('are all of them while nothing is', () => {
    expect(matching(families, ' ')).toEqual(families);
  });

  it('are found without the hyphen and in any case', () => {
    expect(matching(families, 'hiphop')[0]?.genres).toContain('Hip-Hop');
    expect(matching(families, 'd&b')).toEqual([{ name: 'Electronic', genres: ['D&B'] }]);
  });

  it('are a whole family by its name, where no genre has it', () => {
    expect(matching(families, 'Electro')).toEqual([families[1]]);
    expect(matching(families, 'rap')).toEqual([{ name: 'Hip-Hop & Rap', genres: ['Rap'] }]);
  });

  it('can be none', () => {
    expect(matching(families, 'yodel')).toEqual([]);
  });
});
