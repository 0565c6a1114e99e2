import { counted } from '@/lib/format';
import type { Suggestions } from './useSuggestions';

/** For ears, once: when all that can come has come. */
export function spoken(found: Suggestions, link: string | null): string {
  if (link) return 'One suggestion: listen to this link.';
  if (found.waiting || found.pending) return '';
  if (found.problem) return 'Songs could not be searched.';
  const { length } = found.tracks;
  return length === 0 ? 'No songs found.' : `${counted(length, 'song')} found. Use the arrow keys to choose.`;
}
