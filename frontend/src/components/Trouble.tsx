import { useEffect, useState } from 'react';
import { explain } from '@/api/explain';
import type { Problem } from '@/api/problem';
import { counted } from '@/lib/format';
import { Button } from './Button';
import { Icon } from './Icon';
import styles from './Trouble.module.css';

interface Props {
  problem: Problem;
  onRetry?: (() => void) | undefined;
  retryLabel?: string;
}

const VAGUE = new Set(['validation_error', 'internal_error', 'unexpected']);

/** One clear sentence, what to do, and a way to try again once the server allows it. */
export function Trouble({ problem, onRetry, retryLabel = 'Try again' }: Props) {
  const { title, advice, retry } = explain(problem);
  const left = useCountdown(retry ? (problem.retryAfter ?? 0) : 0);
  return (
    <div className={styles.trouble} role="alert">
      <span className={styles.sign}>
        <Icon name="alert" size={24} />
      </span>
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p>{advice}</p>
        {/* The server's own words, where ours are too general. */}
        {VAGUE.has(problem.code) && problem.detail && <p className={styles.detail}>{problem.detail}</p>}
        {onRetry && retry && (
          <Button className={styles.retry} look="main" disabled={left > 0} onClick={onRetry}>
            {left > 0 ? `${retryLabel} in ${counted(left, 'second')}` : retryLabel}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Seconds left of a wait; each new trouble is a new one. */
function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return left;
}
