import type { Model, Score } from './generated';

/** How often the most voted genre is right, with its interval. */
export function accuracyOf({ scores }: Pick<Model, 'scores'>): Score | undefined {
  return scores.find(({ name }) => name === 'accuracy');
}

const names: Record<string, string> = {
  accuracy: 'Right at the first guess',
  balanced_accuracy: 'The same, every genre counting alike',
  macro_f1: 'Macro F1',
  top3_accuracy: 'Right genre among the first three',
  top5_accuracy: 'Right genre among the first five',
  log_loss: 'Log loss (lower is better)',
  expected_calibration_error: 'Calibration error (lower is better)',
};

export function scoreName(name: string): string {
  return names[name] ?? name.replaceAll('_', ' ');
}

/** A share reads as a percentage; log loss is none. */
export function isShare(name: string): boolean {
  return name !== 'log_loss';
}
