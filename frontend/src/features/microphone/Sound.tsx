import type { CSSProperties } from 'react';
import styles from './Recorder.module.css';
import { MOMENTS, MOST, type Recording } from './useRecorder';
import { levelOf } from './wav';

const WIDTH = 4;
const HEIGHT = 100;

/** The recording as it grows: how loud each moment was, and how much room is left. Beside it the level of right now. */
export function Sound({ recording }: { recording: Recording }) {
  const taken = recording.state === 'recording' || recording.state === 'recorded' ? recording : null;
  const peaks = taken?.peaks ?? [];
  const now = Math.min(MOMENTS - 1, Math.floor(((taken?.seconds ?? 0) / MOST) * MOMENTS));
  // A moment that has just begun is not yet quiet.
  const level = recording.state === 'recording' ? levelOf(Math.max(peaks[now] ?? 0, peaks[now - 1] ?? 0)) : 0;
  const heights = peaks.map((peak) => Math.max(2, levelOf(peak) * HEIGHT));
  return (
    <div className={styles.sound}>
      <svg viewBox={`0 0 ${MOMENTS * WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <line x1="0" x2={MOMENTS * WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} className={styles.rest} />
        <path className={styles.trace} d={heights.slice(0, taken ? now + 1 : 0).map((h, i) => `M${(i + 0.5) * WIDTH} ${(HEIGHT - h) / 2}v${h}`).join('')} />
      </svg>
      {recording.state === 'recording' && (
        <div
          className={styles.level}
          role="meter"
          aria-label="Level"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(level * 100)}
          style={{ '--level': `${Math.round(level * 100)}%` } as CSSProperties}
        />
      )}
    </div>
  );
}
