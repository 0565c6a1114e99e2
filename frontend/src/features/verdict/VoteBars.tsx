import type { CSSProperties } from 'react';
import { Hidden } from '@/components/Hidden';
import { Tree } from '@/components/Tree';
import { counted, percent } from '@/lib/format';
import { genreColour, genreLook } from '@/lib/genres';
import type { Voters } from '@/lib/voters';
import styles from './VoteBars.module.css';
import type { Row } from './rows';

/** The vote as bars, each with a thin one below it for the calibrated probability. */
export function VoteBars({ rows, forests, voters }: { rows: Row[]; forests: number; voters: Voters }) {
  return (
    <ol className={styles.bars}>
      {rows.map(({ genre, votes, fraction, probability }) => (
        <li key={genre} className={styles.row} style={widths(genre, fraction, probability)}>
          <Tree className={styles.tree} shape={genreLook(genre).shape} colour={genreColour(genre)} />
          <span className={styles.name}>{genre}</span>
          <span className={styles.share}>
            {percent(fraction)}
            <Hidden>{` of the votes: ${votes} of ${counted(forests, voters.one)}`}</Hidden>
          </span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.votes} />
            {probability !== null && <span className={styles.probability} />}
          </span>
          {probability !== null && <Hidden>{`, probability ${percent(probability)}`}</Hidden>}
        </li>
      ))}
    </ol>
  );
}

function widths(genre: string, fraction: number, probability: number | null): CSSProperties {
  return {
    '--colour': genreColour(genre),
    '--votes': `${fraction * 100}%`,
    '--probability': `${(probability ?? 0) * 100}%`,
  } as CSSProperties;
}
