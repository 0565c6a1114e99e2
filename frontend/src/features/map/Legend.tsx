import type { Family } from '@/api';
import { Button } from '@/components/Button';
import { Tree } from '@/components/Tree';
import { genreColour, genreLook } from '@/lib/genres';
import styles from './SongMap.module.css';

interface Props {
  families: Family[];
  lit: string | null;
  onLit: (name: string | null) => void;
}

/** The families' colours; pressed, a family alone keeps its own. */
export function Legend({ families, lit, onLit }: Props) {
  return (
    <ul className={styles.legend} aria-label="Show one family alone">
      {families.map(({ name, genres }) => (
        <li key={name}>
          <Button aria-pressed={lit === name} className={lit === name ? styles.lit : undefined} onClick={() => onLit(lit === name ? null : name)}>
            <Tree className={styles.tree} shape={genreLook(genres[0] ?? '').shape} colour={genreColour(genres[0] ?? '')} />
            {name}
          </Button>
        </li>
      ))}
    </ul>
  );
}
