import type { Model } from '@/api';
import { accuracyOf } from '@/api/scores';
import { counted, percent } from '@/lib/format';
import { hears, votersOf } from '@/lib/voters';

/** So few genres are worth naming. */
const FEW = 12;
/** An interval wider than this is part of the figure. */
const WIDE = 0.05;

/** How often it is right: of how many genres, and how far that is known. */
export function rightOf(model: Model): string {
  const accuracy = accuracyOf(model);
  const of = counted(model.genres.length, 'genre');
  if (!accuracy) return `${of}, not measured`;
  const { value, low, high } = accuracy;
  const range = low !== null && high !== null && high - low > WIDE ? ` (${percent(low)} to ${percent(high)})` : '';
  return `${of}, right ${percent(value)} of the time${range}`;
}

/** One line: who votes, on what, and what they learnt from. */
export function aboutModel(model: Model): string {
  const { forests, family, genres, provenance } = model;
  const training = provenance.training as { dataset?: unknown } | undefined;
  const school = typeof training?.dataset === 'string' ? `; learnt from ${training.dataset}` : '';
  return `${forests} ${votersOf(family).made}. Hears ${hears(model)}${school}.${genres.length <= FEW ? ` ${genres.join(', ')}.` : ''}`;
}
