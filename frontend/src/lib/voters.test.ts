import { describe, expect, it } from 'vitest';
import { capital, measured, votersOf } from './voters';

describe('the words for who votes', () => {
  it('are forests only where forests vote', () => {
    expect(votersOf('forests').many).toBe('forests');
    expect(votersOf('network').many).toBe('networks');
    expect(votersOf('hybrid').many).toBe('voters');
  });

  it.each([null, undefined, '', 'choir', 'toString'])('are plain for a family that is not known: %s', (family) => {
    expect(votersOf(family)).toEqual({ one: 'voter', many: 'voters', made: 'voters' });
  });

  it('can begin a sentence', () => {
    expect(capital(votersOf('network').one)).toBe('Network');
  });
});

it('says what is measured: a count of features, or pictures', () => {
  expect(measured({ feature_schema: 'paa-70/1', features: ['a', 'b'] })).toBe('2 features');
  expect(measured({ feature_schema: 'mel-64x130/1', features: ['a', 'b'] })).toBe('mel spectrograms');
});
