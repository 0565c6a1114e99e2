import { counted } from '@/lib/format';
import { LIMIT, type Suggestions } from './useSuggestions';

const HOW = 'Use the arrow keys to choose.';

/** The songs heard before, for ears. */
export const spokenRecent = (count: number): string => `${counted(count, 'recent song')}. ${HOW}`;

/** For ears, once: when all that can come has come. A full list may have left songs out. */
export function spoken(found: Suggestions): string {
  if (found.waiting || found.pending) return '';
  if (found.problem) return 'Songs could not be searched.';
  const { length } = found.tracks;
  if (length === 0) return 'No songs found.';
  const count = length >= LIMIT ? `The first ${length} songs` : counted(length, 'song');
  return `${count} found. ${HOW}`;
}
