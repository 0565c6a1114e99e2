import { expect, it } from 'vitest';
import { certaintyOf } from './certainty';

it.each([
  [1, 'isrc', 'The same recording by its ISRC · 100%'],
  [0.93, 'text', 'Very likely the same recording · 93%'],
  [0.8, 'text', 'Probably the same recording · 80%'],
  [0.6, 'text', 'Perhaps the same recording · 60%'],
  [0.3, 'text', 'A similar song · 30%'],
] as const)('a certainty of %f by %s is said as a person would', (certainty, by, said) => {
  expect(certaintyOf({ certainty, matched_by: by })).toBe(said);
});
