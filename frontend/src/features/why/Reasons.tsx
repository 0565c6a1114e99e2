import { useId, useState, type CSSProperties } from 'react';
import { Button } from '@/components/Button';
import { cx } from '@/lib/cx';
import { genreColour } from '@/lib/genres';
import styles from './Reasons.module.css';
import { Spread } from './Spread';
import { inThisSong, net, points, type Explained } from './numbers';

const FIRST = 8;

/** The features that made the difference, largest first: bars to the right spoke for the one genre, to the left for the other. */
export function Reasons({ why }: { why: Explained }) {
  const [all, setAll] = useState(false);
  const id = useId();
  const { genre, against, contributions } = why;
  const widest = Math.max(...contributions.map((one) => Math.abs(net(one))), 1e-9);
  return (
    <div className={styles.block}>
      <p className={styles.sides} aria-hidden="true">
        <span>← for {against}</span>
        <span>for {genre} →</span>
      </p>
      <ol id={id} className={styles.list}>
        {contributions.slice(0, all ? contributions.length : FIRST).map((one) => {
          const share = net(one);
          const side = share < 0 ? against : genre;
          const style = { '--colour': genreColour(side), '--width': `${(Math.abs(share) / widest) * 50}%` } as CSSProperties;
          return (
            <li key={one.feature} className={styles.reason}>
              <div className={styles.words}>
                <h3>{one.title}</h3>
                <p>{one.words}</p>
              </div>
              <div className={styles.push}>
                <span className={cx(styles.bar, share < 0 && styles.left)} style={style} aria-hidden="true" />
                <p>
                  <strong>{points(share)}</strong> {share === 0 ? 'points' : `points for ${side}`}
                </p>
              </div>
              <div className={styles.place}>
                {one.distribution && <Spread value={one.value} distribution={one.distribution} genre={genre} against={against} />}
                <p>
                  This song: {inThisSong(one, genre)}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
      {contributions.length > FIRST && (
        <Button aria-expanded={all} aria-controls={id} onClick={() => setAll(!all)}>
          {all ? `Show the first ${FIRST}` : `Show all ${contributions.length} features this model uses`}
        </Button>
      )}
    </div>
  );
}
