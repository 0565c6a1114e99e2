import { describe, expect, it } from 'vitest';
import { capital, hears, measured, votersOf } from './voters';

describe('the words for who votes', () => {
  it('are forests only where forests vote', () => {
    expect(votersOf('forests').many).toBe('forests');
    expect(votersOf('network').many).toBe('networks');
    expect(votersOf('hybrid').many).toBe('voters');
    expect(votersOf('convolution').many).toBe('sections');
  });

  it.each([null, undefined, '', 'choir', 'toString'])('are plain for a family that is not known: %s', (family) => {
    expect(votersOf(family)).toEqual({ one: 'voter', many: 'voters', made: 'voters', listeners: 'voters' });
  });

  it('can begin a sentence', () => {
    expect(capital(votersOf('network').one)).toBe('Network');
  });
});

it('says what is measured and what of it is heard: a count of features, or pictures', () => {
  expect(measured('paa-70/1')).toBe('70 features');
  expect(measured('mel-64x64/1')).toBe('mel spectrograms');
  expect(measured(undefined)).toBe('the features');
  expect(hears({ feature_schema: 'paa-70/1', feature_count: 2 })).toBe('2 of 70 features');
  expect(hears({ feature_schema: 'stats-121/1', feature_count: 121 })).toBe('121 features');
  expect(hears({ feature_schema: 'mel-64x64/1', feature_count: 2 })).toBe('mel spectrograms');
});
