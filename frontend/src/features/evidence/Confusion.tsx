import { memo, useRef, useState, type CSSProperties, type KeyboardEvent, type SyntheticEvent } from 'react';
import { cx } from '@/lib/cx';
import styles from './Confusion.module.css';
import { field, story, walk, type Matrix } from './matrix';

/** The confusion matrix as a grid to walk: by pointer, by touch, by arrow keys. */
export function Confusion({ matrix }: { matrix: Matrix }) {
  const [[row, column], setAt] = useState<[number, number]>([0, 0]);
  const grid = useRef<HTMLTableElement>(null);
  const cellOf = ({ target }: SyntheticEvent) => (target as Element).closest<HTMLElement>('td[data-at]');
  const read = (event: SyntheticEvent) => {
    const [r, c] = (cellOf(event)?.dataset.at ?? '').split(',').map(Number);
    if (r !== undefined && c !== undefined) setAt([r, c]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = walk(event.key, [row, column], matrix.genres.length);
    if (!next) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-at="${next.join(',')}"]`)?.focus();
  };
  return (
    <div className={styles.confusion}>
      <div className={styles.scroll}>
        {/* A table that is walked cell by cell is a grid (ARIA's own pattern). */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
        <table ref={grid} role="grid" aria-label="What was heard of songs of each genre" className={styles.grid} onKeyDown={onKeyDown} onFocus={read} onPointerOver={read} onClick={read}>
          <Fields matrix={matrix} marked={row} stop={`${row},${column}`} />
        </table>
      </div>
      <div className={styles.reading}>
        <p className={styles.field}>{field(matrix, row, column)}</p>
        <p>{story(matrix, row)}</p>
        <p className={styles.key} aria-hidden="true">
          <span className={styles.right} /> recognised <span className={styles.wrong} /> taken for another
        </p>
      </div>
    </div>
  );
}

/** The rows; only those that the reading leaves or enters are drawn anew. */
function Fields({ matrix, marked, stop }: { matrix: Matrix; marked: number; stop: string }) {
  const [stopRow] = stop.split(',').map(Number);
  return (
    <>
      <thead>
        <tr>
          <th scope="col" className={styles.corner}>
            Songs of ↓ heard as →
          </th>
          {matrix.genres.map((genre) => (
            <th key={genre} scope="col" className={styles.column}>
              <span>{genre}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {matrix.genres.map((genre, i) => (
          <Row key={genre} matrix={matrix} index={i} marked={i === marked} stop={i === stopRow ? stop : null} />
        ))}
      </tbody>
    </>
  );
}

const Row = memo(function Row({ matrix, index, marked, stop }: { matrix: Matrix; index: number; marked: boolean; stop: string | null }) {
  return (
    <tr className={cx(marked && styles.marked)}>
      <th scope="row">{matrix.genres[index]}</th>
      {matrix.shares[index]?.map((share, column) => {
        const at = `${index},${column}`;
        return (
          <td
            key={at}
            role="gridcell"
            data-at={at}
            // A grid has one stop for the Tab key; the arrows do the rest.
            tabIndex={stop === at ? 0 : -1}
            className={cx(column === index ? styles.own : styles.other)}
            aria-label={field(matrix, index, column)}
            // Its root, so that rare mistakes can be seen beside frequent ones.
            style={{ '--share': `${Math.round(100 * Math.sqrt(share))}%` } as CSSProperties}
          />
        );
      })}
    </tr>
  );
});
