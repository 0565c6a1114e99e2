import type { CSSProperties } from 'react';
import { figure } from '@/lib/format';
import { toldOf } from '@/lib/reading';
import styles from './Sound.module.css';
import type { Difference } from './differences';

interface Props {
  row: Difference;
  letters: string[];
}

/** Each song as a dot on a line of its own, over the middle half of all songs, and what was measured in it. */
export function Strip({ row, letters }: Props) {
  const { values, usual } = row;
  const all = [...values, ...(usual ? [usual.low, usual.high] : [])];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const at = (value: number) => `${(((value - low) / (high - low || 1)) * 100).toFixed(1)}%`;
  return (
    <div>
      <div className={styles.strip} aria-hidden="true">
        {usual && <span className={styles.usual} style={{ '--from': at(usual.from), '--to': at(usual.to) } as CSSProperties} />}
        {values.map((value, i) => (
          <span key={letters[i]} className={styles.line}>
            <span className={styles.dot} style={{ '--at': at(value) } as CSSProperties}>
              {letters[i]}
            </span>
          </span>
        ))}
      </div>
      <p className={styles.values}>{saidOf(row, letters)}</p>
    </div>
  );
}

/** In units that are known; where none says anything, by the place among all songs. */
function saidOf({ values, unit, reading, usual }: Difference, letters: string[]): string {
  if (reading) return toldOf(values, letters, reading);
  const place = (value: number) => (!usual ? figure(value) : value < usual.from ? 'low' : value > usual.to ? 'high' : 'middling');
  const all = values.map((value, i) => `${letters[i] ?? ''} ${place(value)}`).join(' · ');
  return usual ? `${all}, among all songs` : `${all} ${unit ?? ''}`.trim();
}
