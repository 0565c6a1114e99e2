import type { CSSProperties } from 'react';
import { Tree } from '@/components/Tree';
import { counted } from '@/lib/format';
import { genreColour, genreLook } from '@/lib/genres';
import styles from './Families.module.css';
import type { FamilyRow } from './rows';

/** The same votes, family by family: often the family is clear where the genre is not. */
export function Families({ rows }: { rows: FamilyRow[] }) {
  const voted = rows.filter(({ votes }) => votes > 0);
  return (
    <section aria-labelledby="families" className={styles.families}>
      <h3 id="families">By family</h3>
      <div className={styles.band} aria-hidden="true">
        {voted.map(({ name, genre, votes }) => (
          <span key={name} className={styles.part} style={{ '--colour': genreColour(genre), '--votes': votes } as CSSProperties} />
        ))}
      </div>
      <ul className={styles.list}>
        {voted.map(({ name, genre, votes }) => (
          <li key={name}>
            <Tree className={styles.tree} shape={genreLook(genre).shape} colour={genreColour(genre)} />
            {name} <span className={styles.count}>{counted(votes, 'vote')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
