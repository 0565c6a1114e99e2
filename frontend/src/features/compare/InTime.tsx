import type { ReactNode } from 'react';
import type { Judged } from '@/api';
import { titleOf } from '@/api/history';
import { Section } from '@/components/Section';
import styles from './Compare.module.css';
import type { Song } from './useSongs';

/** Draws one song over its time. */
export type Draw = (song: Judged) => ReactNode;

/** Each song from its start to its end, one below the other. */
export function InTime({ songs, draw }: { songs: Song[]; draw: Draw }) {
  return (
    <Section id="in-time" title="Over time">
      <p className={styles.under}>The outline of each sound, and below it how the votes were cast on each stretch. Every song fills the width; the marks say its time.</p>
      <ol className={styles.times}>
        {songs.map(({ answer, letter }) => answer && (
          <li key={answer.id} className={styles.time}>
            <p className={styles.name}>
              <span className={styles.badge} aria-hidden="true">{letter}</span>
              {titleOf(answer)}
            </p>
            {draw(answer)}
          </li>
        ))}
      </ol>
    </Section>
  );
}
