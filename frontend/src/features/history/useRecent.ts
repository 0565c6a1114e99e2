import { useMemo } from 'react';
import { api, isJudged, RECENT, type Judged } from '@/api';

/** The person's latest songs that have their verdict; none while they are not here. */
export function useRecent(): Judged[] {
  const { data } = api.useClassificationsListQuery(RECENT);
  return useMemo(() => data?.results.filter(isJudged) ?? [], [data]);
}
