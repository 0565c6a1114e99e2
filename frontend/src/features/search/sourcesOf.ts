import type { Suggestion } from '@/api';

/** The ids of all catalogues that have the song, the one it is taken from first. */
export function sourcesOf({ source, sources }: Suggestion): string[] {
  return [...new Set([source, ...sources.map((mark) => mark.source)])];
}
