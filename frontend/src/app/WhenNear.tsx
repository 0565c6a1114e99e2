import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Skeleton } from '@/components/Skeleton';
import styles from './SongPage.module.css';

/** Loads and draws what is far below only once it is nearly in sight; until then its place is kept. */
export function WhenNear({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(!('IntersectionObserver' in window));
  useEffect(() => {
    if (near || !place.current) return;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setNear(true), { rootMargin: '600px' });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [near]);
  return <div ref={place} className={near ? undefined : styles.near}>{near ? children : <Skeleton className={styles.toCome} />}</div>;
}
