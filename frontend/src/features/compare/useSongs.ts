import { skipToken } from '@reduxjs/toolkit/query';
import { api, isJudged, type Judged } from '@/api';
import type { Features } from '@/api/generated';
import { asProblem, type Problem } from '@/api/problem';

/** As many songs as stand side by side. */
export const MOST = 4;
export const LETTERS = ['A', 'B', 'C', 'D'];

export interface Song {
  id: string;
  letter: string;
  /** Null while it is not here. */
  answer: (Judged & { features?: Features }) | null;
  problem: Problem | null;
}

/** The songs of the address with their features. */
export function useSongs(ids: string[]): Song[] {
  // Hooks are not called in loops; there are never more.
  const answers = [useAnswer(ids[0]), useAnswer(ids[1]), useAnswer(ids[2]), useAnswer(ids[3])];
  return ids.map((id, i) => ({ id, letter: LETTERS[i] ?? '', ...(answers[i] ?? { answer: null, problem: null }) }));
}

function useAnswer(id: string | undefined): Pick<Song, 'answer' | 'problem'> {
  const { currentData, error } = api.useClassificationsRetrieveQuery(id ? { classificationId: id, include: 'features' } : skipToken);
  const answer = currentData && isJudged(currentData) ? currentData : null;
  // One without a verdict has nothing to compare.
  const problem = error ? asProblem(error) : currentData && !answer ? asProblem({ code: 'not_found', status: 404, title: '', detail: '', retryAfter: null }) : null;
  return { answer, problem };
}

/** The ids of an address: each once, and no more than stand side by side. */
export function idsOf(text: string | null): string[] {
  const ids = (text ?? '').split(',').map((id) => id.trim()).filter(Boolean);
  return [...new Set(ids)].slice(0, MOST);
}
