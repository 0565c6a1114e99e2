import type { Judged, Suggestion } from '@/api';
import { titleOf } from '@/api/history';

/** What the list offers: a song that was found, a pasted link, or a song that was heard before. */
export type Choice = { kind: 'track'; track: Suggestion } | { kind: 'link'; url: string } | { kind: 'recent'; song: Judged };

export function keyOf(choice: Choice): string {
  if (choice.kind === 'link') return choice.url;
  return choice.kind === 'track' ? choice.track.id : choice.song.id;
}

export function nameOf(choice: Choice): string {
  if (choice.kind === 'link') return choice.url;
  return choice.kind === 'track' ? choice.track.title : titleOf(choice.song);
}
