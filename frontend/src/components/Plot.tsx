import type { CSSProperties, ReactNode } from 'react';
import styles from './Plot.module.css';

export interface Axis {
  name: string;
  /** Where it begins and ends. */
  range: [number, number];
  ticks: number[];
  say: (value: number) => string;
}

interface Props {
  /** The picture in words. */
  label: string;
  x: Axis;
  y: Axis;
  /** SVG in a box of 100 × 100 whose y points down; use `place`. */
  children: ReactNode;
  /** Points as `Dot`, which keep their shape. */
  over?: ReactNode;
}

/** Where a value stands on its axis, in hundredths of its length. */
export const place = ({ range: [from, to] }: Axis, value: number): number => (100 * (value - from)) / (to - from);

/** A line through points, in the box's units. */
export const line = (x: Axis, y: Axis, points: [number, number][]): string =>
  points.map(([a, b], i) => `${i === 0 ? 'M' : 'L'}${place(x, a).toFixed(2)} ${(100 - place(y, b)).toFixed(2)}`).join('');

/** Two axes with their units. Letters keep their size on every screen, since only the lines are stretched. */
export function Plot({ label, x, y, children, over }: Props) {
  return (
    <div className={styles.plot} role="img" aria-label={label}>
      <span className={styles.name}>{y.name}</span>
      <div className={styles.up}>
        {y.ticks.map((tick) => (
          <span key={tick} style={{ '--at': `${place(y, tick)}%` } as CSSProperties}>
            {y.say(tick)}
          </span>
        ))}
      </div>
      <div className={styles.area}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          {y.ticks.map((tick) => (
            <line key={tick} className={styles.grid} x1="0" x2="100" y1={100 - place(y, tick)} y2={100 - place(y, tick)} />
          ))}
          {children}
        </svg>
        {over}
      </div>
      <div className={styles.along}>
        {x.ticks.map((tick) => (
          <span key={tick} style={{ '--at': `${place(x, tick)}%` } as CSSProperties}>
            {x.say(tick)}
          </span>
        ))}
      </div>
      <span className={styles.below}>{x.name}</span>
    </div>
  );
}

/** A point of a plot. */
export function Dot({ x, y, at: [a, b], className }: { x: Axis; y: Axis; at: [number, number]; className?: string | undefined }) {
  return <span className={className ?? styles.dot} style={{ '--x': `${place(x, a)}%`, '--y': `${place(y, b)}%` } as CSSProperties} />;
}
