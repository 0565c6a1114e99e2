import type { CSSProperties } from 'react';
import styles from './Player.module.css';

interface Props {
  label: string;
  max: number;
  value: number;
  /** The value as it is spoken. */
  spoken: string;
  onChange: (value: number) => void;
}

/** A native range: it brings its keys, its touch and its place in the accessibility tree with it. */
export function Slider({ label, max, value, spoken, onChange }: Props) {
  const fill = { '--fill': `${Math.min(100, (value / max) * 100)}%` } as CSSProperties;
  return (
    <input
      type="range"
      className={styles.slider}
      style={fill}
      aria-label={label}
      aria-valuetext={spoken}
      min={0}
      max={max}
      step={max / 200}
      value={Math.min(value, max)}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
    />
  );
}
