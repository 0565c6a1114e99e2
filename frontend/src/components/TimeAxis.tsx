import type { CSSProperties } from 'react';
import { cx } from '@/lib/cx';
import { tickLabel, ticks } from '@/lib/timeAxis';
import styles from './TimeAxis.module.css';

interface Props {
  from: number;
  to: number;
  /** The room there is, in CSS pixels. */
  width: number;
  className?: string | undefined;
}

/** The pixels that a mark with its words wants. */
const ROOM = 72;

/** Marks of time below a drawing. It is a drawing too: what it says is said in words where the times matter. */
export function TimeAxis({ from, to, width, className }: Props) {
  const length = to - from;
  return (
    <div className={cx(styles.axis, className)} aria-hidden="true">
      {length > 0 &&
        ticks(from, to, Math.max(2, Math.floor(width / ROOM))).map((time) => {
          const share = (time - from) / length;
          return (
            <span
              key={time}
              className={cx(styles.tick, share < 0.03 && styles.first, share > 0.97 && styles.last)}
              style={{ '--place': share } as CSSProperties}
            >
              {tickLabel(time)}
            </span>
          );
        })}
    </div>
  );
}
