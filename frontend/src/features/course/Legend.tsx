import type { CSSProperties } from 'react';
import { Tree } from '@/components/Tree';
import { counted } from '@/lib/format';
import { genreColour, genreLook } from '@/lib/genres';
import styles from './Course.module.css';

const MOST = 4;

/** The genres of the band, those with the most votes first, each with its family's tree: colour alone says too little. */
export function Legend({ bands }: { bands: { genre: string }[] }) {
  const left = bands.length - MOST;
  return (
    <ul className={styles.legend} aria-label="Genres in the band">
      {bands.slice(0, MOST).map(({ genre }) => (
        <li key={genre} className={styles.key} style={{ '--colour': genreColour(genre) } as CSSProperties}>
          <Tree className={styles.tree} shape={genreLook(genre).shape} colour={genreColour(genre)} />
          {genre}
        </li>
      ))}
      {left > 0 && <li className={styles.key}>{`and ${counted(left, 'other')}`}</li>}
    </ul>
  );
}
