import { Link } from 'react-router';
import type { Placed } from '@/api/generated';
import styles from './SongMap.module.css';

/** So many are named; their stars are all on the map. */
const MOST = 12;

interface Props {
  songs: Placed[];
  /** The one that is pointed at or has the focus, whose star stands out. */
  onFind: (song: Placed | null) => void;
}

/** The person's own songs on the map, latest first. */
export function OwnSongs({ songs, onFind }: Props) {
  if (songs.length === 0) return null;
  return (
    <ul className={styles.yours} aria-label="Your songs on the map">
      {songs.slice(0, MOST).map((song) => (
        <li key={song.id}>
          <Link to={`/c/${song.id ?? ''}`} onFocus={() => onFind(song)} onBlur={() => onFind(null)} onPointerEnter={() => onFind(song)} onPointerLeave={() => onFind(null)}>
            {`★ ${song.label} (${song.genre})`}
          </Link>
        </li>
      ))}
    </ul>
  );
}
