import type { Family } from '@/api';
import type { Confused } from '@/api/generated';
import { Tree } from '@/components/Tree';
import { percent } from '@/lib/format';
import { genreColour, genreLook } from '@/lib/genres';
import styles from './Evidence.module.css';
import { reasonOf } from './reasons';

/** The most frequent confusions, and what makes the two alike. */
export function Mistakes({ mistakes, families }: { mistakes: Confused[]; families: Family[] }) {
  return (
    <ol className={styles.mistakes}>
      {mistakes.map(({ genre, taken_for: other, rows, share }) => (
        <li key={`${genre} ${other}`}>
          <span className={styles.trees} aria-hidden="true">
            <Tree shape={genreLook(genre).shape} colour={genreColour(genre)} />
            <Tree shape={genreLook(other).shape} colour={genreColour(other)} />
          </span>
          <div>
            <h4>{`${genre}, taken for ${other}`}</h4>
            <p className={styles.figure}>{`${percent(share)} of its songs (${rows.toLocaleString('en')})`}</p>
            <p className={styles.soft}>{reasonOf(genre, other, families)}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
