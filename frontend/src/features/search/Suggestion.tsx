import type { Suggestion as Found } from '@/api';
import { useSources } from '@/api/useSources';
import { Artwork } from '@/components/Artwork';
import { Icon } from '@/components/Icon';
import { clock } from '@/lib/format';
import type { Choice } from './SearchBox';
import styles from './SearchBox.module.css';
import { sourcesOf } from './sourcesOf';

export function Suggestion({ choice }: { choice: Choice }) {
  return choice.kind === 'track' ? <TrackRow track={choice.track} /> : <LinkRow url={choice.url} />;
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
