import type { CSSProperties } from 'react';
import type { Agreement } from '@/api';
import { Numbers } from '@/components/Numbers';
import { percent } from '@/lib/format';
import { capital, type Voters } from '@/lib/voters';
import styles from './Facts.module.css';

/** How often the winner is right, by the number of voters that agree on it. */
export function AgreementChart({ table, voters }: { table: Agreement[]; voters: Voters }) {
  if (table.length === 0) return null;
  // Where no song was tested there is nothing to claim.
  const right = (row: Agreement | undefined) => (row && row.rows > 0 ? percent(row.confidence) : '–');
  return (
    <figure className={styles.agreement} aria-label="The more agree, the more often they are right">
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
      <Numbers
        caption="How often they are right, by how many agree"
        head={[`${capital(voters.many)} that agree`, 'Songs tested', 'Right']}
        rows={table.map((row) => [row.agree, row.rows, right(row)])}
      />
    </figure>
  );
}
