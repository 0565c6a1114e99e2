import { skipToken } from '@reduxjs/toolkit/query';
import { api, type Analysis, type Judged } from '@/api';
import { asProblem, type Problem } from '@/api/problem';
import { useCalmly } from '@/lib/useCalmly';

export interface Drawn {
  analysis: Analysis | null;
  /** Whether none was kept: one has to have the song heard again. */
  none: boolean;
  /** Why it could not be loaded. */
  problem: Problem | null;
  reload: () => void;
}

/** What to draw of a song that has its verdict. */
export function useAnalysis(judged: Judged | null): Drawn {
  const { currentData, error, isFetching, refetch } = api.useClassificationsAnalysisQuery(judged ? { classificationId: judged.id } : skipToken);
  const problem = error && !isFetching ? asProblem(error) : null;
  const none = problem?.code === 'not_found';
  const analysis = useCalmly(currentData ?? null, judged?.id);
  return { analysis, none, problem: none ? null : problem, reload: () => void refetch() };
}
