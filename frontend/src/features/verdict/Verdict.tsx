import type { ReactNode } from 'react';
import { isStrange, type Family, type Judged } from '@/api';
import { Tree } from '@/components/Tree';
import { Afterwards } from '@/lib/Afterwards';
import { cx } from '@/lib/cx';
import { percent } from '@/lib/format';
import { genreColour, genreLook } from '@/lib/genres';
import type { Voters } from '@/lib/voters';
import { Columns, ColumnsToCome } from './Columns';
import styles from './Verdict.module.css';

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
  const { verdict } = classification;
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
      <Afterwards instead={<ColumnsToCome />}>
        <Columns classification={classification} voters={voters} families={families} />
      </Afterwards>
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
      <ColumnsToCome />
    </>
  );
}
