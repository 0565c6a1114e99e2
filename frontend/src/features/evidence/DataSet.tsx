import type { CSSProperties } from 'react';
import type { Model } from '@/api';
import { genreColour } from '@/lib/genres';
import styles from './Evidence.module.css';

interface Training {
  dataset?: string;
  rows?: number;
  audio_files?: number;
  rows_by_genre?: Record<string, number>;
  citation?: string;
  licence?: string;
}

const whole = (n: number) => n.toLocaleString('en');

/** What a model learnt from: how many songs of each genre, where they are from, whose they are. */
export function DataSet({ model }: { model: Model }) {
  const training = (model.provenance.training ?? {}) as Training;
  const counts = Object.entries(training.rows_by_genre ?? {}).sort((a, b) => b[1] - a[1]);
  const most = counts[0]?.[1] ?? 1;
  return (
    <>
      <p>
        {[
          training.dataset && `${training.dataset}:`,
          training.rows !== undefined && `${whole(training.rows)} songs with a tag,`,
          training.audio_files !== undefined && `${whole(training.audio_files)} different recordings.`,
          counts.length > 0 && 'The genres are far from even: where there were few songs to learn from, less is recognised.',
        ].filter(Boolean).join(' ')}
      </p>
      {counts.length > 0 && (
        <ul className={styles.bars} aria-label="Training songs by genre">
          {counts.map(([genre, n]) => (
            <li key={genre}>
              <span>{genre}</span>
              <span className={styles.bar} aria-hidden="true" style={{ '--share': `${(100 * n) / most}%`, background: genreColour(genre) } as CSSProperties} />
              <span>{whole(n)}</span>
            </li>
          ))}
        </ul>
      )}
      {training.citation && <p className={styles.soft}>{training.citation}</p>}
      {training.licence && <p className={styles.soft}>{training.licence}</p>}
    </>
  );
}
