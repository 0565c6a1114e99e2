import { Disclosure } from './Disclosure';
import styles from './Numbers.module.css';

interface Props {
  /** What the table is of. */
  caption: string;
  head: string[];
  /** The first cell of each row names it. */
  rows: (string | number)[][];
  summary?: string;
}

/** The table behind a picture. */
export function Numbers({ caption, head, rows, summary = 'The numbers' }: Props) {
  return (
    <Disclosure summary={summary}>
      {/* It scrolls by itself, so the keyboard must be able to get there. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={caption}>
        <table aria-label={caption}>
          <thead>
            <tr>
              {head.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((cell, i) => (
                  <td key={head[i + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Disclosure>
  );
}
