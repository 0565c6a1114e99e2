import { useEffect, useRef, useState } from 'react';
import { api, type SourceOutcome, type Suggestion } from '@/api';
import { isProblem, type Problem } from '@/api/problem';
import { useDebounced } from '@/lib/useDebounced';
import { asLink } from './link';
import { settle } from './settle';

const WAIT = 140;
const LEAST = 2;
export const LIMIT = 8;
/** Between an answer that is not whole and asking for the rest, in milliseconds; the server holds each by its own wait. */
const PAUSE = 100;
const MOST_ROUNDS = 10;

interface Answer {
  results: Suggestion[];
  sources: SourceOutcome[];
}

export interface Suggestions {
  tracks: Suggestion[];
  sources: SourceOutcome[];
  problem: Problem | null;
  /** Whether there is enough text to ask for. */
  asking: boolean;
  /** Whether what is shown is not yet the answer to what is typed. */
  waiting: boolean;
  /** Whether slow catalogues may still add to it. */
  pending: boolean;
}

/** Songs for what is typed; a superseded request is aborted, and the rows of an answer stay where they are when the rest comes. */
export function useSuggestions(text: string): Suggestions {
  const q = text.trim().replace(/\s+/g, ' ');
  const asking = q.length >= LEAST && !asLink(q);
  const settled = useDebounced(q, WAIT);
  const [search, result] = api.useLazyTracksSearchQuery();
  const running = useRef<{ abort: () => void } | null>(null);
  const [shown, setShown] = useState<{ q: string; answer: Answer; tracks: Suggestion[] } | null>(null);
  const [late, setLate] = useState({ q: '', rounds: 0 });
  const ready = asking && settled === q;

  useEffect(() => {
    running.current?.abort();
    running.current = ready ? search({ q, limit: LIMIT }, true) : null;
  }, [ready, q, search]);

  const here = ready && result.originalArgs?.q === q;
  const answer: Answer | undefined = here ? result.currentData : undefined;
  const problem = here && !result.isFetching && isProblem(result.error) ? result.error : null;
  if (answer && answer !== shown?.answer) {
    setShown({ q, answer, tracks: q === shown?.q ? settle(shown.tracks, answer.results) : answer.results });
  }

  const tired = late.q === q && late.rounds >= MOST_ROUNDS;
  const pending = !problem && !tired && (answer?.sources.some((source) => source.pending) ?? false);
  // A quick answer is never seen under way, but each has an id of its own.
  const { isFetching: fetching, requestId } = result;
  useEffect(() => {
    if (!pending || fetching) return;
    const timer = setTimeout(() => {
      setLate((last) => ({ q, rounds: last.q === q ? last.rounds + 1 : 1 }));
      running.current = search({ q, limit: LIMIT }, false);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [pending, fetching, requestId, q, search]);

  const list = asking ? shown : null;
  return {
    tracks: list?.tracks ?? [],
    sources: list?.answer.sources ?? [],
    // A failure while asking for the rest takes away nothing that is there.
    problem: answer ? null : problem,
    asking,
    waiting: asking && !answer && !problem,
    pending,
  };
}
