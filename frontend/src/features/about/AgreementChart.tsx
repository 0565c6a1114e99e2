import type { CSSProperties } from 'react';
import type { Agreement } from '@/api';
import { percent } from '@/lib/format';
import { capital, type Voters } from '@/lib/voters';
import styles from './AboutPage.module.css';

/** How often the winner is right, by the number of voters that agree on it. */
export function AgreementChart({ table, voters }: { table: Agreement[]; voters: Voters }) {
  if (table.length === 0) return null;
  // Where no song was tested there is nothing to claim.
  const right = (row: Agreement | undefined) => (row && row.rows > 0 ? percent(row.confidence) : '–');
  return (
    <figure className={styles.agreement}>
      <h3>The more agree, the more often they are right</h3>
      <div className={styles.chart} aria-hidden="true">
        {table.map((row) => (
          <span
            key={row.agree}
            title={`${row.agree} agree: ${right(row)}`}
            style={{ '--right': row.rows > 0 ? percent(row.confidence) : '0' } as CSSProperties}
          />
        ))}
      </div>
      <div className={styles.axis} aria-hidden="true">
        <span>{`few agree: right ${right(table.find(({ rows }) => rows > 0))} of the time`}</span>
        <span>{`all ${table.length}: ${right(table.at(-1))}`}</span>
      </div>
      <details>
        <summary>The numbers</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{capital(voters.many)} that agree</th>
              <th scope="col">Songs tested</th>
              <th scope="col">Right</th>
            </tr>
          </thead>
          <tbody>
            {table.map((row) => (
              <tr key={row.agree}>
                <td>{row.agree}</td>
                <td>{row.rows}</td>
                <td>{right(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
