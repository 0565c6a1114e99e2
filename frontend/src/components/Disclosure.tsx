import { useState, type ReactNode } from 'react';
import styles from './Disclosure.module.css';

/** What is told on demand, by a line that opens it; it is drawn once it was asked for. */
export function Disclosure({ summary, children }: { summary: string; children: ReactNode }) {
  const [asked, setAsked] = useState(false);
  return (
    <details className={styles.disclosure} onToggle={() => setAsked(true)}>
      <summary>{summary}</summary>
      {asked && children}
    </details>
  );
}
