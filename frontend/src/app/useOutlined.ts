import { skipToken } from '@reduxjs/toolkit/query';
import { api, type Judged, type Outlined } from '@/api';
import { asProblem, type Problem } from '@/api/problem';
import { useCalmly } from '@/lib/useCalmly';

export interface Drawn {
  outlined: Outlined | null;
  /** Whether none was kept: one has to have the song heard again. */
  none: boolean;
  /** Why it could not be loaded. */
  problem: Problem | null;
  reload: () => void;
}

/** What to draw along the time of a song that has its verdict: its outline and the votes over time. */
export function useOutlined(judged: Judged | null): Drawn {
  const { currentData, error, isFetching, refetch } = api.useClassificationsCourseQuery(judged ? { classificationId: judged.id } : skipToken);
  const problem = error && !isFetching ? asProblem(error) : null;
  const none = problem?.code === 'not_found';
  const outlined = useCalmly(currentData ?? null, judged?.id);
  return { outlined, none, problem: none ? null : problem, reload: () => void refetch() };
}
