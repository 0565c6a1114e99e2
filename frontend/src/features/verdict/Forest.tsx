import { useRef, useState, type KeyboardEvent } from 'react';
import type { Ballot } from '@/api';
import { Tree } from '@/components/Tree';
import { cx } from '@/lib/cx';
import { percent } from '@/lib/format';
import { genreColour, genreLook } from '@/lib/genres';
import { capital, type Voters } from '@/lib/voters';
import styles from './Forest.module.css';

const SURE = 0.6;

interface Props {
  ballots: Ballot[];
  order: string[];
  voters: Voters;
  /** How many are opened by now, in the order of the voters; the others are saplings still. */
  counted: number;
}

/** A tree that has not voted yet. */
const sapling = { shape: 'poplar', colour: 'var(--line)', growth: 0.15 } as const;

/** Each ballot as a tree, whoever cast it: its colour and label are the genre, its shape the family, its height how sure its voter is. */
export function Forest({ ballots, order, voters, counted }: Props) {
  const [at, setAt] = useState(0);
  const trees = useRef<(HTMLButtonElement | null)[]>([]);
  const standing = [...ballots].sort(
    (a, b) => order.indexOf(a.genre) - order.indexOf(b.genre) || b.probability - a.probability || a.forest - b.forest,
  );
  const chosen = standing[at];
  const said = ({ forest, genre, probability, runner_up: next }: Ballot) =>
    `${capital(voters.one)} ${forest + 1} hears ${genre}, with a probability of ${percent(probability)}` +
    (next ? `; next comes ${next.genre} with ${percent(next.probability)}` : '');

  // One stop for the Tab key; the arrows walk among the trees.
  const walk = (event: KeyboardEvent) => {
    const last = standing.length - 1;
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    trees.current[Math.min(last, Math.max(0, to))]?.focus();
  };

  return (
    <figure>
      <ol className={styles.forest} aria-label="Ballots">
        {standing.map((ballot, i) => (
          <li key={ballot.forest}>
            <button
              ref={(button) => {
                trees.current[i] = button;
              }}
              type="button"
              className={cx(styles.tree, i === at && styles.chosen, ballot.forest < counted && styles.opened)}
              tabIndex={i === at ? 0 : -1}
              aria-label={said(ballot)}
              onFocus={() => setAt(i)}
              onMouseEnter={() => setAt(i)}
              onClick={() => setAt(i)}
              onKeyDown={walk}
            >
              <Tree className={styles.drawing} {...(ballot.forest < counted ? grown(ballot) : sapling)} />
              <span className={styles.label}>{ballot.forest < counted ? ballot.genre : '\u00a0'}</span>
            </button>
          </li>
        ))}
      </ol>
      <figcaption className={styles.caption}>
        <span className={styles.reading}>{chosen && said(chosen)}</span>
        <span>The taller the tree, the surer its {voters.one}. Trees of one family share a shape.</span>
      </figcaption>
    </figure>
  );
}

const grown = ({ genre, probability }: Ballot) => ({
  shape: genreLook(genre).shape,
  colour: genreColour(genre),
  growth: probability / SURE,
});

/** The place of the trees, before there is a vote. */
export function Saplings() {
  return (
    <div className={cx(styles.forest, styles.saplings)} aria-hidden="true">
      {Array.from({ length: 20 }, (_, i) => (
        <span key={i} className={styles.tree}>
          <Tree className={styles.drawing} {...sapling} />
          <span className={styles.label}>&nbsp;</span>
        </span>
      ))}
    </div>
  );
}
