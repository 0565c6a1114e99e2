import { useState } from 'react';
import { api, isJudged } from '@/api';
import { genreOf, titleOf } from '@/api/history';
import { Button } from '@/components/Button';
import { GenreTree } from '@/components/GenreTree';
import { useDebounced } from '@/lib/useDebounced';
import styles from './AddSong.module.css';

const SHOWN = 8;
const PAUSE = 250;

/** One of one's own songs, to stand beside the others. */
export function AddSong({ taken, onAdd }: { taken: string[]; onAdd: (id: string) => void }) {
  const [text, setText] = useState('');
  const q = useDebounced(text, PAUSE).trim();
  const { data, error, isFetching, refetch } = api.useClassificationsListQuery({ limit: SHOWN + taken.length, ...(q && { q }) });
  const songs = (data?.results ?? []).filter((song) => isJudged(song) && !taken.includes(song.id)).slice(0, SHOWN);
  return (
    <section aria-labelledby="add" aria-busy={isFetching} className={styles.add}>
      <h2 id="add">{taken.length === 0 ? 'Choose the first song' : 'Add a song'}</h2>
      <label className={styles.search}>
        Find among your songs
        <input type="search" value={text} placeholder="Title, artist or genre" autoComplete="off" onChange={(event) => setText(event.currentTarget.value)} />
      </label>
      {error && !isFetching && (
        <p className={styles.aside}>
          Your songs could not be loaded. <Button onClick={() => void refetch()}>Load them again</Button>
        </p>
      )}
      {data && songs.length === 0 && <p className={styles.aside}>{q ? `None of your songs matches “${q}”.` : 'There is no other song of yours yet.'}</p>}
      {songs.length > 0 && (
        <ul className={styles.list}>
          {songs.map((song) => (
            <li key={song.id}>
              <Button className={styles.song} aria-label={`Add ${titleOf(song)}`} onClick={() => onAdd(song.id)}>
                <GenreTree className={styles.tree} genre={genreOf(song)} />
                <span className={styles.title}>{titleOf(song)}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
