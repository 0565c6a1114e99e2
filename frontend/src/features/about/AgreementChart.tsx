import type { CSSProperties } from 'react';
import type { Agreement } from '@/api';
import { percent } from '@/lib/format';
import styles from './AboutPage.module.css';

/** How often the winner is right, by the number of forests that agree on it. */
export function AgreementChart({ table }: { table: Agreement[] }) {
  if (table.length === 0) return null;
  return (
    <figure className={styles.agreement}>
      <h3>The more agree, the more often they are right</h3>
      <div className={styles.chart} aria-hidden="true">
        {table.map(({ agree, confidence }) => (
          <span key={agree} title={`${agree} agree: ${percent(confidence)}`} style={{ '--right': percent(confidence) } as CSSProperties} />
        ))}
      </div>
      <div className={styles.axis} aria-hidden="true">
        <span>{`few agree: right ${percent(table[0]?.confidence ?? 0)} of the time`}</span>
        <span>{`all ${table.length}: ${percent(table.at(-1)?.confidence ?? 0)}`}</span>
      </div>
      <details>
        <summary>The numbers</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Forests that agree</th>
              <th scope="col">Songs tested</th>
              <th scope="col">Right</th>
            </tr>
          </thead>
          <tbody>
            {table.map(({ agree, rows, confidence }) => (
              <tr key={agree}>
                <td>{agree}</td>
                <td>{rows}</td>
                <td>{percent(confidence)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
