import { useId, useState, type CSSProperties } from 'react';
import { Button } from '@/components/Button';
import { Hidden } from '@/components/Hidden';
import { Tree } from '@/components/Tree';
import { counted, percent } from '@/lib/format';
import { genreColour, genreLook } from '@/lib/genres';
import type { Voters } from '@/lib/voters';
import { Meaning } from './Meaning';
import styles from './VoteBars.module.css';
import { likelierOf, type Row } from './rows';

/** How many genres stand there before all of them are asked for. */
const FIRST = 5;

interface Props {
  rows: Row[];
  /** The name of the model. */
  model: string;
  forests: number;
  voters: Voters;
  /** The votes counted so far, by genre. */
  tally: Map<string, number>;
}

/** The vote as bars, each with a thin one below it for the calibrated probability. */
export function VoteBars({ rows, model, forests, voters, tally }: Props) {
  const [all, setAll] = useState(false);
  const id = useId();
  const likelier = likelierOf(rows)?.genre;
  return (
    <div className={styles.block}>
      <p className={styles.legend} aria-hidden="true">
        <span className={styles.keyVotes}>votes of the {forests} {voters.many}</span>
        <span className={styles.keyProbability}>calibrated probability</span>
      </p>
      <Meaning rows={rows} voters={voters} model={model} />
      <ol id={id} className={styles.bars}>
        {rows.slice(0, all ? rows.length : FIRST).map(({ genre, votes, probability }) => (
          <li key={genre} className={styles.row} style={widths(genre, (tally.get(genre) ?? 0) / forests, probability)}>
            <Tree className={styles.tree} shape={genreLook(genre).shape} colour={genreColour(genre)} />
            <span className={styles.name}>{genre}</span>
            <span className={styles.count}>
              {counted(votes, 'vote')}
              <Hidden>{` of ${forests}`}</Hidden>
            </span>
            <span className={styles.votes} aria-hidden="true" />
            {probability !== null && (
              <>
                <span className={styles.probability} aria-hidden="true" />
                <span className={styles.likely}>
                  <Hidden>, probability </Hidden>
                  {percent(probability)}
                  {genre === likelier && ', the most probable'}
                </span>
              </>
            )}
          </li>
        ))}
      </ol>
      {rows.length > FIRST && (
        <Button aria-expanded={all} aria-controls={id} onClick={() => setAll(!all)}>
          {all ? 'Show the first five' : `Show all ${rows.length} genres`}
        </Button>
      )}
    </div>
  );
}

function widths(genre: string, fraction: number, probability: number | null): CSSProperties {
  return {
    '--colour': genreColour(genre),
    '--votes': `${fraction * 100}%`,
    '--probability': `${(probability ?? 0) * 100}%`,
  } as CSSProperties;
}
