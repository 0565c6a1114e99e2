import type { ReactNode } from 'react';
import { Skeleton } from '@/components/Skeleton';
import styles from './Course.module.css';

/** The band's place before it is there, or with words about why it is not. */
export function CourseToCome({ children }: { children?: ReactNode }) {
  return (
    <div className={styles.course}>
      {children ? <div className={styles.instead}>{children}</div> : <Skeleton className={styles.skeleton} />}
    </div>
  );
}
