import type { Suggestion } from '@/api';

const idsOf = (track: Suggestion) => [track.id, ...track.sources.map(({ id }) => id)];

/** Whether both stand for one recording: what was found in one catalogue may since have been met in another. */
function isSame(a: Suggestion, b: Suggestion): boolean {
  const ids = idsOf(a);
  return idsOf(b).some((id) => ids.includes(id));
}

/** The newer answer to the same query: every row stays where it was, under the hand that goes for it, and what is new comes below. */
export function settle(shown: Suggestion[], fresh: Suggestion[]): Suggestion[] {
  const kept = shown.map((old) => fresh.find((track) => isSame(track, old)) ?? old);
  return [...kept, ...fresh.filter((track) => !kept.some((old) => isSame(old, track)))];
}
