import type { Family, Judged } from '@/api';
import { Skeleton } from '@/components/Skeleton';
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
  families?: Family[] | undefined;
}

/** The votes, as bars with their table, beside the ballots one by one. */
export function Columns({ classification, voters, families }: Props) {
  const { model, ballots } = classification;
  const rows = rowsOf(classification);
  const kin = familyRows(rows, families ?? []);
  const counted = useCount(classification.id, ballots.length);
  return (
    <div className={styles.columns}>
      <section aria-labelledby="votes" className={styles.panel}>
        <h2 id="votes">The votes</h2>
        <VoteBars rows={rows} model={model.name} forests={model.forests} voters={voters} tally={tallyOf(ballots, counted)} />
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
  );
}

/** The same places, while they are empty. */
export function ColumnsToCome() {
  return (
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
  );
}
