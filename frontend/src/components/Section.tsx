import type { ReactNode, Ref } from 'react';
import styles from './Section.module.css';

interface Props {
  ref?: Ref<HTMLElement>;
  /** By which its heading is found. */
  id: string;
  title: string;
  busy?: boolean;
  children: ReactNode;
}

/** A framed part of a page, named by its heading. */
export function Section({ ref, id, title, busy, children }: Props) {
  return (
    <section ref={ref} aria-labelledby={id} aria-busy={busy} className={styles.frame}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {children}
    </section>
  );
}
