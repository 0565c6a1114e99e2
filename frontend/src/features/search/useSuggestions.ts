import { useEffect, useRef } from 'react';
import { api, type SourceOutcome, type Track } from '@/api';
import { isProblem, type Problem } from '@/api/problem';
import { useDebounced } from '@/lib/useDebounced';
import { asLink } from './link';

const WAIT = 140;
const LEAST = 2;
const LIMIT = 8;

export interface Suggestions {
  tracks: Track[];
  sources: SourceOutcome[];
  problem: Problem | null;
  /** Whether there is enough text to ask for. */
  asking: boolean;
  /** Whether what is shown is not yet the answer to what is typed. */
  waiting: boolean;
}

/** Songs for what is typed; a superseded request is aborted. */
export function useSuggestions(text: string): Suggestions {
  const q = text.trim().replace(/\s+/g, ' ');
  const asking = q.length >= LEAST && !asLink(q);
  const settled = useDebounced(q, WAIT);
  const [search, result] = api.useLazyTracksSearchQuery();
  const running = useRef<{ abort: () => void } | null>(null);
  const ready = asking && settled === q;

  useEffect(() => {
    running.current?.abort();
    running.current = ready ? search({ q, limit: LIMIT }, true) : null;
  }, [ready, q, search]);

  const problem = isProblem(result.error) ? result.error : null;
  const answered = ready && result.originalArgs?.q === q && !result.isFetching && (result.isSuccess || problem !== null);
  return {
    tracks: (asking ? result.data?.results : null) ?? [],
    sources: (asking ? result.data?.sources : null) ?? [],
    problem: answered ? problem : null,
    asking,
    waiting: asking && !answered,
  };
}
