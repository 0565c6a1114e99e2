import type { CSSProperties, KeyboardEvent } from 'react';
import { cx } from '@/lib/cx';
import styles from './Slider.module.css';

interface Props {
  label: string;
  max: number;
  value: number;
  /** The value as it is spoken. */
  spoken: string;
  onChange: (value: number) => void;
  disabled?: boolean;
  /** How finely it can be dragged. */
  step?: number;
  className?: string | undefined;
}

/** A native range: it brings its touch and its place in the accessibility tree with it; the long keys step the same in every browser. */
export function Slider({ label, max, value, spoken, onChange, disabled, step = max / 200, className }: Props) {
  const fill = { '--fill': `${Math.min(100, (value / max) * 100)}%` } as CSSProperties;
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { Home: 0, End: max, PageUp: value + max / 10, PageDown: value - max / 10 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onChange(Math.min(max, Math.max(0, to)));
  };
  return (
    <input
      type="range"
      className={cx(styles.slider, className)}
      style={fill}
      aria-label={label}
      aria-valuetext={spoken}
      min={0}
      max={max}
      step={step}
      value={Math.min(value, max)}
      disabled={disabled}
      onKeyDown={onKeyDown}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
    />
  );
}
