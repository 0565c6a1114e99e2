import type { Suggestion } from '@/api';

const idsOf = (track: Suggestion) => [track.id, ...track.sources.map(({ id }) => id)];

/** Whether both stand for one recording: what was found in one catalogue may since have been met in another. */
function isSame(a: Suggestion, b: Suggestion): boolean {
  const ids = idsOf(a);
  return idsOf(b).some((id) => ids.includes(id));
}

/** The newer answer to the same query, with every row down to the highlighted one where it was. */
export function settle(shown: Suggestion[], fresh: Suggestion[], highlighted: number): Suggestion[] {
  const kept = shown.slice(0, highlighted + 1).map((old) => fresh.find((track) => isSame(track, old)) ?? old);
  return [...kept, ...fresh.filter((track) => !kept.some((old) => isSame(old, track)))];
}
