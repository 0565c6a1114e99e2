import type { ReactNode } from 'react';
import { isStrange, type Family, type Judged } from '@/api';
import { Skeleton } from '@/components/Skeleton';
import { Tree } from '@/components/Tree';
import { cx } from '@/lib/cx';
import { percent } from '@/lib/format';
import { genreColour, genreLook } from '@/lib/genres';
import type { Voters } from '@/lib/voters';
import { Families } from './Families';
import { Forest, Saplings } from './Forest';
import { ModelNote } from './ModelNote';
import styles from './Verdict.module.css';
import { VoteBars } from './VoteBars';
import { VoteTable } from './VoteTable';
import { familyRows, rowsOf, tallyOf } from './rows';
import { useCount } from './useCount';

interface Props {
  classification: Judged;
  voters: Voters;
  /** The model's; where they are not known, nothing is said of them. */
  families?: Family[] | undefined;
  /** What can be said to it, right below the verdict. */
  children: ReactNode;
}

/** The tree of no genre, where none should be believed. */
const nobody = { shape: 'poplar', colour: 'var(--line-strong)', growth: 0.4 } as const;

/** What the voters say: in a sentence, as bars with their table, and ballot by ballot. */
export function Verdict({ classification, voters, families, children }: Props) {
  const { verdict, model, ballots } = classification;
  const rows = rowsOf(classification);
  const kin = familyRows(rows, families ?? []);
  const counted = useCount(classification.id, ballots.length);
  const strange = isStrange(verdict);
  return (
    <>
      <section className={cx(styles.verdict, strange ? styles.strange : !verdict.certain && styles.unsure)} aria-labelledby="verdict">
        <Tree className={styles.emblem} {...(strange ? nobody : { shape: genreLook(verdict.genre).shape, colour: genreColour(verdict.genre) })} />
        <div className={styles.words}>
          <h2 id="verdict" className={styles.kicker}>
            {strange ? 'Not music it knows' : verdict.certain ? 'The verdict' : 'No clear verdict'}
          </h2>
          <p className={styles.sentence} role="status">
            {verdict.sentence}
          </p>
          <p className={styles.aside}>
            {strange && 'Most votes: '}
            {verdict.genre}
            {verdict.family !== verdict.genre && ` · ${verdict.family}`}
            {!verdict.certain && !strange && ' · take it as a hint, not as an answer'}
          </p>
        </div>
        {!strange && (
          <p className={styles.figure}>
            <strong>{percent(verdict.confidence)}</strong>
            <span>of answers like this one are right</span>
          </p>
        )}
      </section>
      <div className={styles.reply}>{children}</div>
      <div className={styles.columns}>
        <section aria-labelledby="votes" className={styles.panel}>
          <h2 id="votes">The votes</h2>
          <VoteBars rows={rows} forests={model.forests} voters={voters} tally={tallyOf(ballots, counted)} />
          {kin.length > 0 && <Families rows={kin} />}
          <VoteTable rows={rows} families={kin} />
          <ModelNote model={model} voters={voters} />
        </section>
        <section aria-labelledby="ballots" className={styles.panel}>
          <h2 id="ballots">{ballots.length} ballots</h2>
          <p className={styles.counting} aria-hidden="true">
            {counted < ballots.length ? `Counting: ${counted} of ${ballots.length}` : 'All counted.'}
          </p>
          <Forest ballots={ballots} order={rows.map((row) => row.genre)} voters={voters} counted={counted} />
        </section>
      </div>
    </>
  );
}

/** The same places, while they still listen. */
export function VerdictToCome({ voters }: { voters: Voters }) {
  return (
    <>
      <div className={cx(styles.verdict, styles.toCome)} aria-hidden="true">
        <Tree className={styles.emblem} shape="poplar" colour="var(--line)" growth={0.3} />
        <div className={styles.words}>
          <p className={styles.kicker}>The verdict</p>
          <p className={styles.sentence}>{`Twenty ${voters.listeners} are listening…`}</p>
          <p className={styles.aside}>&nbsp;</p>
        </div>
      </div>
      <div className={styles.reply} aria-hidden="true" />
      <div className={styles.columns} aria-hidden="true">
        <div className={styles.panel}>
          <p className={styles.placeholder}>The votes</p>
          {[0, 1, 2, 3].map((i) => (
            <Skeleton key={i} className={styles.bar} />
          ))}
        </div>
        <div className={styles.panel}>
          <p className={styles.placeholder}>20 ballots</p>
          <Saplings />
        </div>
      </div>
    </>
  );
}
