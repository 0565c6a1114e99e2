import type { Track } from '@/api';

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether every word of the query stands in the song's title or among its artists. */
export function matchesClearly(track: Track, query: string): boolean {
  const song = plain([track.title, ...track.artists].join(' '));
  return plain(query).trim().split(/\s+/).every((word) => song.includes(word));
}
