import { Link } from 'react-router';
import type { Track } from '@/api';
import type { Similar } from '@/api/generated';
import { titleOf } from '@/api/history';
import { useSources } from '@/api/useSources';
import { Button } from '@/components/Button';
import { GenreTree } from '@/components/GenreTree';
import { Hidden } from '@/components/Hidden';
import { Icon } from '@/components/Icon';
import styles from './Near.module.css';
import { nearness } from './words';

interface Props {
  song: Similar;
  onTrack: (track: Track) => void;
  onOpen: () => void;
}

/** A song that is near: one's own leads to its result; another one of a catalogue can be heard too, or looked at there. */
export function NearSong({ song, onTrack, onOpen }: Props) {
  const { nameOf } = useSources();
  const { id, track } = song;
  const title = titleOf(song);
  const theirs = id ? null : track;
  return (
    <li>
      <GenreTree className={styles.tree} genre={song.genre} />
      <span className={styles.words}>
        {id ? (
          <Link to={`/c/${id}`} className={styles.title} onClick={onOpen}>
            {title}
          </Link>
        ) : (
          <span className={styles.title}>{title}</span>
        )}
        <span className={styles.under}>{[track?.artists.join(', '), song.genre, nearness(song.closer_than)].filter(Boolean).join(' · ')}</span>
      </span>
      {theirs && (
        <span className={styles.acts}>
          {theirs.external_url && (
            <a href={theirs.external_url} rel="noreferrer" target="_blank">
              Open on {nameOf(theirs.source)}
              <Hidden>{`: ${title}`}</Hidden>
            </a>
          )}
          {theirs.has_preview ? (
            <Button onClick={() => onTrack(theirs)}>
              <Icon name="play" />
              Have it heard
              <Hidden>{`: ${title}`}</Hidden>
            </Button>
          ) : (
            <span className={styles.aside}>no clip</span>
          )}
        </span>
      )}
    </li>
  );
}
