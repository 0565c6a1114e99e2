import type { ReactNode } from 'react';
import styles from './Disclosure.module.css';

/** What is told on demand, by a line that opens it. */
export function Disclosure({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className={styles.disclosure}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
