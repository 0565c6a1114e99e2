import { useState } from 'react';
import { api } from '@/api';
import { asProblem, type Problem } from '@/api/problem';

/** What is said of an answer; null takes it back. */
export type Said = { genre: string } | { correct: boolean } | null;

interface Last {
  said: Said;
  state: 'busy' | 'done' | Problem;
}

/** Sends what a person says of a classification, and keeps it for another try. */
export function useSaying(classificationId: string) {
  const [set] = api.useClassificationsFeedbackSetMutation();
  const [remove] = api.useClassificationsFeedbackDeleteMutation();
  const [last, setLast] = useState<Last | null>(null);
  const say = async (said: Said) => {
    setLast({ said, state: 'busy' });
    const { error } = said ? await set({ classificationId, feedbackRequestRequest: said }) : await remove({ classificationId });
    setLast({ said, state: error === undefined ? 'done' : refusal(asProblem(error)) });
  };
  const state = last?.state;
  return {
    say: (said: Said) => void say(said),
    again: () => last && void say(last.said),
    busy: state === 'busy',
    done: state === 'done',
    thanks: state === 'done' && last?.said !== null,
    problem: typeof state === 'object' ? state : null,
  };
}

/** The result is there to be seen, so what is not found is a result of one's own. */
function refusal(problem: Problem): Problem {
  return problem.code === 'not_found' ? { ...problem, code: 'not_yours' } : problem;
}
