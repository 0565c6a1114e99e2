import { useEffect, useRef } from 'react';

/** Keeps an Enter that came before its answer: `onAnswer` is called once it is there, unless the text has changed. */
export function useEarlyEnter(text: string, waiting: boolean, onAnswer: () => void) {
  const entered = useRef<string | null>(null);
  useEffect(() => {
    if (entered.current === null || waiting) return;
    const same = entered.current === text;
    entered.current = null;
    if (same) onAnswer();
  });
  return {
    keep: () => {
      entered.current = text;
    },
    forget: () => {
      entered.current = null;
    },
  };
}
