import type { Judged } from '@/api';

/** What the person said of this answer, in words; null where nothing, or only of another model's answer to the same sound. */
export function sayingOf({ feedback, verdict }: Pick<Judged, 'feedback' | 'verdict'>): string | null {
  if (typeof feedback?.correct !== 'boolean') return null;
  if (feedback.genre === null) return `You said: it is not ${verdict.genre}.`;
  return `You said: ${feedback.correct ? 'yes, ' : ''}it is ${feedback.genre}.`;
}
