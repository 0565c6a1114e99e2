import { Link } from 'react-router';
import { isStrange } from '@/api';
import { explain } from '@/api/explain';
import { genreOf, titleOf } from '@/api/history';
import { Button } from '@/components/Button';
import { GenreTree } from '@/components/GenreTree';
import { Hidden } from '@/components/Hidden';
import { Icon } from '@/components/Icon';
import { Skeleton } from '@/components/Skeleton';
import { percent } from '@/lib/format';
import styles from './Compare.module.css';
import type { Song } from './useSongs';

/** The songs beside one another: what they are, and what was said of them. */
export function Cards({ songs, onRemove }: { songs: Song[]; onRemove: (id: string) => void }) {
  return (
    <ol className={styles.cards}>
      {songs.map((song) => (
        <li key={song.id} className={styles.card}>
          <span className={styles.letter} aria-hidden="true">
            {song.letter}
          </span>
          <Card song={song} />
          <Button look="round" title="Remove" className={styles.remove} onClick={() => onRemove(song.id)}>
            <Icon name="close" />
            <Hidden>{`Remove ${song.answer ? titleOf(song.answer) : `song ${song.letter}`}`}</Hidden>
          </Button>
        </li>
      ))}
    </ol>
  );
}

function Card({ song: { answer, problem } }: { song: Song }) {
  if (problem) return <p>{explain(problem).title}</p>;
  if (!answer) return <Skeleton className={styles.waiting} />;
  const { id, track, verdict } = answer;
  const strange = isStrange(verdict);
  return (
    <>
      <GenreTree className={styles.emblem} genre={genreOf(answer)} />
      <div className={styles.words}>
        <h2>
          <Link to={`/c/${id}`}>{titleOf(answer)}</Link>
        </h2>
        {track && <p className={styles.under}>{track.artists.join(', ')}</p>}
        <p className={styles.genre}>
          {strange ? 'Not music it knows' : verdict.genre}
          {!strange && !verdict.certain && '?'}
        </p>
        <p className={styles.under}>{strange ? `Most votes: ${verdict.genre}` : `${percent(verdict.confidence)} of answers like this are right`}</p>
      </div>
    </>
  );
}
