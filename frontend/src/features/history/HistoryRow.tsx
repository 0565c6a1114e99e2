import { Link } from 'react-router';
import type { Classification } from '@/api';
import { explain } from '@/api/explain';
import { genreOf, heardOf, titleOf } from '@/api/history';
import { problemFrom } from '@/api/problem';
import { Button } from '@/components/Button';
import { GenreTree } from '@/components/GenreTree';
import { Hidden } from '@/components/Hidden';
import { Icon } from '@/components/Icon';
import { ago } from '@/lib/format';
import styles from './HistoryRow.module.css';

interface Props {
  song: Classification;
  chosen: boolean;
  /** Null where no more can be chosen, or this one has no verdict. */
  onChoose: (() => void) | null;
  onDelete: () => void;
  /** Null where it cannot be handed in again from here. */
  onAgain: (() => void) | null;
}

/** One analysis of one's own: where it leads, what can be done with it. */
export function HistoryRow({ song, chosen, onChoose, onDelete, onAgain }: Props) {
  const { id, track, status, votes, model, created_at: at, error } = song;
  const title = titleOf(song);
  const failed = status === 'failed';
  const genre = genreOf(song);
  return (
    <li className={styles.row}>
      <label className={styles.choice}>
        <input type="checkbox" checked={chosen} disabled={!onChoose} onChange={() => onChoose?.()} />
        <Hidden>{`Compare ${title}`}</Hidden>
      </label>
      <GenreTree className={styles.tree} genre={genre} />
      <span className={styles.words}>
        <Link to={`/c/${id}`} className={styles.title}>
          {title}
        </Link>
        <span className={styles.under}>{[track?.artists.join(', '), ago(at)].filter(Boolean).join(' · ')}</span>
        {failed && <span className={styles.under}>{explain(problemFrom(error?.status ?? 500, error)).title}</span>}
      </span>
      <span className={styles.answer}>
        {genre && (
          <>
            <strong>{heardOf(song)}</strong>
            <span className={styles.under}>
              {votes[0]?.votes ?? 0} of {model.forests} votes
            </span>
          </>
        )}
        {!genre && <span className={styles.under}>{heardOf(song)}</span>}
      </span>
      <span className={styles.acts}>
        {failed && onAgain && (
          <Button onClick={onAgain}>
            Try again<Hidden>{`: ${title}`}</Hidden>
          </Button>
        )}
        <Button look="round" title="Delete" onClick={onDelete} data-delete>
          <Icon name="bin" />
          <Hidden>{`Delete ${title}`}</Hidden>
        </Button>
      </span>
    </li>
  );
}
