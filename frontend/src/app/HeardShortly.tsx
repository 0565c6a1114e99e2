import type { Judged } from '@/api';
import { genreOf, heardOf } from '@/api/history';
import { GenreTree } from '@/components/GenreTree';
import type { Voters } from '@/lib/voters';
import styles from './SongPage.module.css';

interface Props {
  judged: Judged | null;
  voters: Voters;
  /** Nothing was heard, and nothing will be. */
  failed: boolean;
}

/** The answer in a line beside the song's name, and the way down to the whole of it. */
export function HeardShortly({ judged, voters, failed }: Props) {
  if (failed) return null;
  if (!judged) return `Twenty ${voters.listeners} are listening…`;
  const genre = genreOf(judged);
  const most = judged.votes[0]?.votes ?? 0;
  return (
    <a href="#verdict" className={styles.shortly}>
      <GenreTree className={styles.tree} genre={genre} />
      <strong>{genre ? heardOf(judged) : 'Not music it knows'}</strong>
      {genre && (
        <span>
          {`${most} of ${judged.model.forests}`}
          <span className={styles.voters}>{` ${voters.many}`}</span>
        </span>
      )}
    </a>
  );
}
