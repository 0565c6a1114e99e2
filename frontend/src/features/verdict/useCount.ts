import { useEffect, useState } from 'react';

/** Milliseconds from one ballot to the next, and how many such moments pass before the first. */
const EACH = 65;
const BEFORE = 4;

/** Answers whose votes were counted before the person's eyes: once is enough. */
const counted = new Set<string>();

/** How many ballots of an answer are counted by now; all of them at once where motion is not wanted. */
export function useCount(id: string, ballots: number): number {
  const all = ballots + BEFORE;
  const [moment, setMoment] = useState(() => (moves() && !counted.has(id) ? 0 : all));
  const over = moment >= all;
  useEffect(() => {
    if (over) {
      counted.add(id);
      return;
    }
    const timer = setInterval(() => setMoment((before) => before + 1), EACH);
    return () => clearInterval(timer);
  }, [id, over]);
  return Math.max(0, Math.min(ballots, moment - BEFORE));
}

// Asked for first: not every window has it.
const moves = () => typeof window.matchMedia === 'function' && window.matchMedia('(prefers-reduced-motion: no-preference)').matches;
