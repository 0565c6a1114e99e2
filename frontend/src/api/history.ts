/** The person's own history as it is changed: what is deleted is gone from every view, and what is taken back is there again. */
import { api, isStrange, type Classification } from '.';

const result = (id: string) => [{ type: 'Result', id } as const, 'History' as const];

export const historyApi = api.enhanceEndpoints({
  addTagTypes: ['History', 'Result'],
  endpoints: {
    classificationsRetrieve: { providesTags: (_answer, _error, { classificationId }) => [{ type: 'Result', id: classificationId }] },
    classificationsSimilar: { providesTags: ['History'] },
    classificationsDelete: { invalidatesTags: (_answer, _error, { classificationId }) => result(classificationId) },
    classificationsRestore: { invalidatesTags: (_answer, _error, { classificationId }) => result(classificationId) },
    classificationsClear: { invalidatesTags: ['History', 'Result'] },
    classificationsUnclear: { invalidatesTags: ['History', 'Result'] },
  },
});

/** The cursor in the address of another page. */
export function cursorOf(address: string | null): string | null {
  return address === null ? null : new URL(address, window.location.origin).searchParams.get('cursor');
}

/** What to call a classification: its song's title, else what it came with. */
export const titleOf = ({ track, label }: Pick<Classification, 'track' | 'label'>): string => track?.title ?? label;

/** What was heard, in a word or two; a genre that is not certain is marked. */
export function heardOf({ verdict, status }: Pick<Classification, 'verdict' | 'status'>): string {
  if (!verdict) return status === 'failed' ? 'failed' : 'listening…';
  if (isStrange(verdict)) return 'unfamiliar';
  return verdict.genre + (verdict.certain ? '' : '?');
}

/** The genre that was heard; null where none was, or the sound is like no music the model knows. */
export const genreOf = ({ verdict }: Pick<Classification, 'verdict'>): string | null => (verdict && !isStrange(verdict) ? verdict.genre : null);
