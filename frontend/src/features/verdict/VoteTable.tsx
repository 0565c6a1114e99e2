import { useId, useState } from 'react';
import { Button } from '@/components/Button';
import { percent } from '@/lib/format';
import styles from './VoteTable.module.css';
import type { Row } from './rows';

/** The numbers behind the bars, for every genre. */
export function VoteTable({ rows }: { rows: Row[] }) {
  const [shown, setShown] = useState(false);
  const id = useId();
  return (
    <div className={styles.block}>
      <Button aria-expanded={shown} aria-controls={id} onClick={() => setShown(!shown)}>
        {shown ? 'Hide table' : 'Show table'}
      </Button>
      <div id={id} hidden={!shown}>
        {shown && (
          <table className={styles.table}>
            <caption>Votes and calibrated probabilities of all {rows.length} genres</caption>
            <thead>
              <tr>
                <th scope="col">Genre</th>
                <th scope="col">Votes</th>
                <th scope="col">Share</th>
                <th scope="col">Probability</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ genre, votes, fraction, probability }) => (
                <tr key={genre}>
                  <th scope="row">{genre}</th>
                  <td>{votes}</td>
                  <td>{percent(fraction)}</td>
                  <td>{probability === null ? '–' : percent(probability, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </div>
  );
}
