import { useRef } from 'react';
import { cx } from '@/lib/cx';
import type { Peaks } from '@/lib/peaks';
import styles from './Waveform.module.css';
import { useOutline } from './useOutline';

/** The sound's outline as a picture alone, where there is nothing to seek in; what it shows is no more than an ornament for ears. */
export function Outline({ peaks, seconds }: { peaks: Peaks | null; seconds: number }) {
  const box = useRef<HTMLDivElement>(null);
  const { drawing } = useOutline(box, peaks, seconds);
  return (
    <div ref={box} className={cx(styles.waveform, styles.picture, !peaks && styles.toCome)} aria-hidden="true">
      <div className={styles.bars}>{drawing}</div>
    </div>
  );
}
