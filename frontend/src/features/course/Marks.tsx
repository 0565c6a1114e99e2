import type { CSSProperties } from 'react';
import type { Outlined } from '@/api';
import styles from './Course.module.css';
import { gapsOf, type Column } from './columns';

interface Props {
  outlined: Pick<Outlined, 'heard' | 'duration_s'>;
  /** The stretch that is looked at. */
  looked: Column | null;
  audible: boolean;
}

/** What lies over the band: stripes where nothing was heard, the stretch that is looked at, and the playhead. */
export function Marks({ outlined: { heard, duration_s: seconds }, looked, audible }: Props) {
  const place = (from: number, to: number) => ({ '--from': from / seconds, '--to': to / seconds }) as CSSProperties;
  return (
    <>
      {gapsOf({ heard, duration_s: seconds }).map(([from, to]) => (
        <span key={from} className={styles.unheard} style={place(from, to)} />
      ))}
      {looked && <span className={styles.looked} style={place(looked.start_s, looked.end_s)} />}
      {looked && <span className={styles.column} style={place(looked.from, looked.to)} />}
      {audible && <span className={styles.head} />}
    </>
  );
}
