import type { Judged, Suggestion as Found } from '@/api';
import { genreOf, heardOf, titleOf } from '@/api/history';
import { useSources } from '@/api/useSources';
import { Artwork } from '@/components/Artwork';
import { GenreTree } from '@/components/GenreTree';
import { Icon } from '@/components/Icon';
import { cx } from '@/lib/cx';
import { ago, clock } from '@/lib/format';
import styles from './SearchBox.module.css';
import type { Choice } from './choice';
import { sourcesOf } from './sourcesOf';

export function Suggestion({ choice }: { choice: Choice }) {
  if (choice.kind === 'link') return <LinkRow url={choice.url} />;
  return choice.kind === 'track' ? <TrackRow track={choice.track} /> : <RecentRow song={choice.song} />;
}

function TrackRow({ track }: { track: Found }) {
  const { nameOf } = useSources();
  const under = [track.artists.join(', '), track.album].filter(Boolean).join(' · ');
  const marks = [...sourcesOf(track).map(nameOf), track.licence].filter(Boolean).join(' · ');
  return (
    <>
      <Artwork className={styles.cover} seed={track.id} src={track.artwork_url} />
      <span className={styles.words}>
        <span className={styles.title}>{track.title}</span>
        <span className={styles.under}>{under || 'Unknown artist'}</span>
      </span>
      <span className={styles.side}>
        {!track.has_preview && <span className={styles.none}>no clip</span>}
        {track.duration_ms ? <span>{clock(track.duration_ms / 1000)}</span> : null}
      </span>
      <span className={styles.marks}>{marks}</span>
    </>
  );
}

function RecentRow({ song }: { song: Judged }) {
  return (
    <>
      <span className={styles.cover}>
        <GenreTree className={styles.tree} genre={genreOf(song)} />
      </span>
      <span className={styles.words}>
        <span className={styles.title}>{titleOf(song)}</span>
        <span className={styles.under}>{[song.track?.artists.join(', '), ago(song.created_at)].filter(Boolean).join(' · ')}</span>
      </span>
      <span className={cx(styles.side, styles.heard)}>{heardOf(song)}</span>
    </>
  );
}

function LinkRow({ url }: { url: string }) {
  return (
    <>
      <span className={styles.cover}>
        <Icon name="link" size={24} />
      </span>
      <span className={styles.words}>
        <span className={styles.title}>Listen to this link</span>
        <span className={styles.under}>{new URL(url).host}</span>
      </span>
    </>
  );
}
