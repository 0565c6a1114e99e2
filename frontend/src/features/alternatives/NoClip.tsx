import type { ReactNode } from 'react';
import type { Alternative, Track } from '@/api';
import { useSources } from '@/api/useSources';
import { Artwork } from '@/components/Artwork';
import { Button } from '@/components/Button';
import { Hidden } from '@/components/Hidden';
import { clock, counted } from '@/lib/format';
import styles from './NoClip.module.css';
import { certaintyOf } from './certainty';

interface Props {
  source: string | undefined;
  /** Whether the catalogue names a clip, which only cannot be fetched. */
  broken: boolean;
  /** Undefined while they are still looked for. */
  alternatives: Alternative[] | undefined;
  onTrack: (track: Track) => void;
  /** Asks for the broken clip once more. */
  onRetry?: (() => void) | undefined;
  /** The way to hand in a file. */
  children: ReactNode;
}

/** A song whose catalogue lends no clip, or a broken one: the same song from another one, or a file. */
export function NoClip({ source, broken, alternatives, onTrack, onRetry, children }: Props) {
  const { nameOf } = useSources();
  const name = source ? nameOf(source) : 'its catalogue';
  const title = broken
    ? `The clip of this song cannot be fetched from ${name} just now.`
    : `${source ? name : 'Its catalogue'} has no clip of this song.`;
  const some = alternatives !== undefined && alternatives.length > 0;
  const advice = some
    ? 'It can be heard from another catalogue. Choose the one you mean:'
    : alternatives
      ? 'None of the other catalogues has it with a clip. A file of yours works just as well.'
      : 'Looking for it in the other catalogues…';
  return (
    <section className={styles.box} aria-labelledby="no-clip" aria-busy={!alternatives}>
      <h2 id="no-clip" className={styles.title}>
        {title}
      </h2>
      {broken && onRetry && (
        <Button className={styles.again} onClick={onRetry}>
          Try again
        </Button>
      )}
      <p>{advice}</p>
      {some && (
        <ul className={styles.list} aria-label="The same song elsewhere">
          {alternatives.map((alternative) => (
            <li key={alternative.track.id}>
              <Row alternative={alternative} name={nameOf(alternative.track.source)} onTrack={onTrack} />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.file}>
        {children}
        {some && <span>if none of these is the one</span>}
      </div>
      <Hidden>
        <span role="status">{alternatives && `${broken ? 'The clip cannot be fetched.' : 'No clip of this song.'} ${some ? `${counted(alternatives.length, 'other version')} can be chosen.` : advice}`}</span>
      </Hidden>
    </section>
  );
}

function Row({ alternative, name, onTrack }: { alternative: Alternative; name: string; onTrack: (track: Track) => void }) {
  const { track } = alternative;
  const length = track.duration_ms && clock(track.duration_ms / 1000);
  return (
    <button type="button" className={styles.row} onClick={() => onTrack(track)}>
      <Artwork className={styles.cover} seed={track.id} src={track.artwork_url} />
      <span className={styles.words}>
        <span className={styles.name}>{track.title}</span>
        <span className={styles.under}>{[track.artists.join(', '), track.album, length].filter(Boolean).join(' · ')}</span>
        <span className={styles.certainty}>{certaintyOf(alternative)}</span>
      </span>
      <span className={styles.source}>{name}</span>
    </button>
  );
}
