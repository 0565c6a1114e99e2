import { useRef } from 'react';
import type { Outlined } from '@/api';
import { TimeAxis } from '@/components/TimeAxis';
import { cx } from '@/lib/cx';
import { spokenClock } from '@/lib/format';
import { useWidth } from '@/lib/useWidth';
import { Band, useBands } from './Band';
import styles from './Course.module.css';
import { Legend } from './Legend';
import { Marks } from './Marks';
import { courseInWords } from './columns';

/** The votes over time to be looked at and not walked through: the band, how long it is, and the course in a sentence. */
export function CourseInBrief({ outlined }: { outlined: Outlined }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { columns, bands } = useBands(outlined);
  const { duration_s: seconds, course } = outlined;
  return (
    <div ref={box}>
      {columns.length > 0 && (
        <div className={cx(styles.band, styles.picture)}>
          <Band bands={bands} seconds={seconds} />
          <Marks outlined={outlined} looked={null} audible={false} />
        </div>
      )}
      <TimeAxis from={0} to={seconds} width={width} />
      <div className={styles.under}>
        <p className={styles.summary}>
          {`${spokenClock(seconds)}. `}
          {columns.length > 0 ? courseInWords(columns, course) : 'The model that gave this answer is no longer here, so its votes over time cannot be drawn.'}
        </p>
        <Legend bands={bands} />
      </div>
    </div>
  );
}
