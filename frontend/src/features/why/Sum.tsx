import type { Judged } from '@/api';
import { listed, percent } from '@/lib/format';
import styles from './Why.module.css';
import { points, type Explained } from './numbers';

/** What there was before anything was heard, and what the features added: exactly the probability. */
export function Sum({ why, probabilities }: { why: Explained } & Pick<Judged, 'probabilities'>) {
  const rows = [
    { genre: why.genre, base: why.base, probability: why.probability },
    { genre: why.against, base: why.against_base, probability: why.against_probability },
  ];
  const calibrated = rows.flatMap(({ genre }) => {
    const found = probabilities.find((one) => one.genre === genre);
    return found ? [`${percent(found.probability)} for ${genre}`] : [];
  });
  return (
    <>
      <ul className={styles.sums} aria-label="How it adds up">
        {rows.map(({ genre, base, probability }) => (
          <li key={genre}>
            <span className={styles.genre}>{genre}</span>
            <span>
              {percent(base, 1)} <small>before listening</small>
            </span>
            <span>
              {points(probability - base)} <small>points from the features</small>
            </span>
            <span className={styles.total}>
              = {percent(probability, 1)}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.note}>
        These are the forests’ own probabilities on average, before calibration, with rare genres weighted up; only they add up like this.
        {calibrated.length > 0 && ` Calibrated, as beside the votes, they are ${listed(calibrated)}.`}
      </p>
    </>
  );
}
