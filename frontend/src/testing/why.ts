import type { Contribution, Why } from '@/api/generated';

const contribution = (n: number, towards: number, against: number): Contribution => ({
  feature: `feature_${n}`,
  title: `Feature ${n}`,
  words: `What feature ${n} measures.`,
  unit: n === 1 ? 'of 22.05 kHz' : null,
  reading: n === 1 ? { unit: 'Hz', times: 22050, decibels: false } : null,
  group: null,
  value: n / 4,
  towards,
  against,
  distribution:
    n === 3 ? null : { levels: [0.05, 0.25, 0.5, 0.75, 0.95], genre: [0, 0.1, 0.2, 0.3, 0.4], against: [0.2, 0.4, 0.5, 0.6, 0.9], all: [0, 0.2, 0.4, 0.6, 1] },
});

/** Nine features whose parts add up to the probabilities. */
export function why(change: Partial<Why> = {}): Why {
  const contributions = [
    contribution(1, 0.2, -0.05),
    contribution(2, -0.04, 0.06),
    ...[3, 4, 5, 6, 7, 8, 9].map((n) => contribution(n, 0.02, 0.01 * (9 - n) / 9)),
  ];
  const sum = (of: 'towards' | 'against') => contributions.reduce((total, one) => total + one[of], 0);
  return {
    available: true,
    reason: null,
    genre: 'Rock',
    against: 'Metal',
    method: 'Along the ways down the trees.',
    base: 0.08,
    probability: 0.08 + sum('towards'),
    against_base: 0.1,
    against_probability: 0.1 + sum('against'),
    contributions,
    ...change,
  };
}
