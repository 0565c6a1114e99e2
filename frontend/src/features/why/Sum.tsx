import { percent } from '@/lib/format';
import styles from './Why.module.css';
import { points, type Explained } from './numbers';

/** What there was before anything was heard, and what the features added: exactly the probability. */
export function Sum({ why }: { why: Explained }) {
  const rows = [
    { genre: why.genre, base: why.base, probability: why.probability },
    { genre: why.against, base: why.against_base, probability: why.against_probability },
  ];
  return (
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
  );
}
