import { useRef, useState, type CSSProperties, type PointerEvent } from 'react';
import { Slider } from '@/components/Slider';
import { cx } from '@/lib/cx';
import { spokenClock } from '@/lib/format';
import type { Peaks } from '@/lib/peaks';
import { usePlayhead, usePlayedShare, type Playback } from '@/lib/playback';
import { tickLabel } from '@/lib/timeAxis';
import styles from './Waveform.module.css';
import { useOutline } from './useOutline';

interface Props {
  playback: Playback;
  /** null while they are not known: a calm line of the same height. */
  peaks: Peaks | null;
  /** The length of what is drawn. */
  seconds: number;
  /** Whether there is nothing to seek in. */
  disabled: boolean;
}

/** The sound's outline, in which one seeks: by click, by drag, by the keys. */
export function Waveform({ playback, peaks, seconds, disabled }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { width, drawing } = useOutline(box, peaks, seconds);
  usePlayedShare(playback, box, seconds);
  const time = usePlayhead(playback, (playhead) => Math.round(playhead.time * 4) / 4);
  const duration = usePlayhead(playback, (playhead) => playhead.duration);
  const [pointed, setPointed] = useState<number | null>(null);
  const point = ({ clientX, pointerType, currentTarget }: PointerEvent) => {
    if (pointerType !== 'mouse' || disabled) return;
    const { left } = currentTarget.getBoundingClientRect();
    setPointed(Math.min(1, Math.max(0, (clientX - left) / width)));
  };
  return (
    <div ref={box} className={cx(styles.waveform, !peaks && styles.toCome, disabled && styles.still)} onPointerMove={point} onPointerLeave={() => setPointed(null)}>
      <div className={styles.bars} aria-hidden="true">
        <div className={styles.ahead}>{drawing}</div>
        <div className={styles.played}>{drawing}</div>
      </div>
      {pointed !== null && (
        <span className={cx(styles.pointed, pointed > 0.9 && styles.late)} style={{ '--point': pointed } as CSSProperties} aria-hidden="true">
          {tickLabel(pointed * seconds)}
        </span>
      )}
      <Slider
        className={styles.slider}
        label="Seek"
        max={seconds}
        step={0.01}
        value={time}
        spoken={`${spokenClock(time)} of ${spokenClock(duration || seconds)}`}
        disabled={disabled}
        onChange={playback.seek}
      />
      {!disabled && <span className={styles.head} aria-hidden="true" />}
    </div>
  );
}
