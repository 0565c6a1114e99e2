import type { Alternative } from '@/api';
import { percent } from '@/lib/format';

const words: [number, string][] = [
  [0.9, 'Very likely the same recording'],
  [0.75, 'Probably the same recording'],
  [0.5, 'Perhaps the same recording'],
];

/** How sure it is that this is the song meant, in words and as a share. */
export function certaintyOf({ certainty, matched_by: by }: Pick<Alternative, 'certainty' | 'matched_by'>): string {
  const said = by === 'isrc' ? 'The same recording by its ISRC' : (words.find(([least]) => certainty >= least)?.[1] ?? 'A similar song');
  return `${said} · ${percent(certainty)}`;
}
