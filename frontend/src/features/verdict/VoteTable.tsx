import { useId, useState } from 'react';
import { Button } from '@/components/Button';
import { percent } from '@/lib/format';
import styles from './VoteTable.module.css';
import { likelierOf, type FamilyRow, type Row } from './rows';

interface Props {
  rows: Row[];
  families: FamilyRow[];
}

/** The numbers behind the bars, for every genre and every family. */
export function VoteTable({ rows, families }: Props) {
  const [shown, setShown] = useState(false);
  const id = useId();
  const likelier = likelierOf(rows)?.genre;
  const mark = (genre: string) => likelier && (genre === likelier ? ' (most probable)' : genre === rows[0]?.genre && ' (most votes)');
  return (
    <div className={styles.block}>
      <Button aria-expanded={shown} aria-controls={id} onClick={() => setShown(!shown)}>
        {shown ? 'Hide table' : 'Show table'}
      </Button>
      <div id={id} hidden={!shown} className={styles.tables}>
        {shown && (
          <>
            <table className={styles.table}>
              <caption>Votes and calibrated probabilities of all {rows.length} genres</caption>
              <Head first="Genre" />
              <tbody>
                {rows.map(({ genre, votes, fraction, probability }) => (
                  <tr key={genre}>
                    <th scope="row">
                      {genre}
                      {mark(genre)}
                    </th>
                    <td>{votes}</td>
                    <td>{percent(fraction)}</td>
                    <td>{probability === null ? '–' : percent(probability, 1)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {families.length > 0 && <FamilyTable rows={families} votes={rows.reduce((sum, row) => sum + row.votes, 0)} />}
          </>
        )}
      </div>
    </div>
  );
}

function FamilyTable({ rows, votes: all }: { rows: FamilyRow[]; votes: number }) {
  return (
    <table className={styles.table}>
      <caption>The same, added up by family</caption>
      <Head first="Family" />
      <tbody>
        {rows.map(({ name, votes, probability }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{votes}</td>
            <td>{percent(votes / Math.max(1, all))}</td>
            <td>{percent(probability, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Head({ first }: { first: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        <th scope="col">Votes</th>
        <th scope="col">Share</th>
        <th scope="col">Probability</th>
      </tr>
    </thead>
  );
}
