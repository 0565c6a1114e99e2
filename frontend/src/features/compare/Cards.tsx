import { Link } from 'react-router';
import { isStrange } from '@/api';
import { explain } from '@/api/explain';
import { titleOf } from '@/api/history';
import { Button } from '@/components/Button';
import { Hidden } from '@/components/Hidden';
import { Icon } from '@/components/Icon';
import { Skeleton } from '@/components/Skeleton';
import { Tree } from '@/components/Tree';
import { percent } from '@/lib/format';
import { genreColour, genreLook } from '@/lib/genres';
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
      <Tree className={styles.emblem} shape={genreLook(strange ? '' : verdict.genre).shape} colour={strange ? 'var(--line-strong)' : genreColour(verdict.genre)} />
      <div className={styles.words}>
        <h2>
          <Link to={`/c/${id}`}>{titleOf(answer)}</Link>
        </h2>
        {track && <p className={styles.under}>{track.artists.join(', ')}</p>}
        <p className={styles.genre}>
          {strange ? 'Not music it knows' : verdict.genre}
          {!strange && !verdict.certain && ' ?'}
        </p>
        <p className={styles.under}>{strange ? `Most votes: ${verdict.genre}` : `${percent(verdict.confidence)} of answers like this are right`}</p>
      </div>
    </>
  );
}
