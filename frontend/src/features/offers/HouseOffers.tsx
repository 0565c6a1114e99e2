import { skipToken } from '@reduxjs/toolkit/query';
import { useEffect } from 'react';
import { api, RECENT, type Track } from '@/api';
import { useSources } from '@/api/useSources';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { cx } from '@/lib/cx';
import { recall, remember } from '@/lib/storage';
import styles from './HouseOffers.module.css';

/** The catalogue that ships with the product, and what finds its pieces. */
const HOUSE = 'house';
const BAND = 'House Band';
const SHOWN = 3;
/** Remembered of those who have heard something: they need no room for offers. */
const HEARD = 'heard';

interface Props {
  onTrack: (track: Track) => void;
  /** Where the search found nothing: they are offered then whatever has been heard. */
  stranded?: boolean;
}

/** For a visit without a song at hand: pieces that are there with no network and no files. */
export function HouseOffers({ onTrack, stranded = false }: Props) {
  const here = useSources().has(HOUSE);
  // Attempts that failed are no reason to take them away.
  const list = api.useClassificationsListQuery(RECENT).data?.results;
  const isFirst = list?.every(({ status }) => status === 'failed') ?? false;
  useEffect(() => {
    if (list) remember(HEARD, isFirst ? null : 'yes');
  }, [list, isFirst]);
  const wanted = here && (stranded || isFirst);
  const { data } = api.useTracksSearchQuery(wanted ? { q: BAND, source: HOUSE, limit: SHOWN } : skipToken);
  const tracks = wanted ? (data?.results ?? []) : [];
  const words = stranded ? 'These are always here:' : 'No song at hand? Try';
  return (
    // Its place is kept, so that nothing moves when the pieces come.
    <div className={stranded ? undefined : cx(styles.place, recall(HEARD) === null && styles.first)}>
      {tracks.length > 0 && (
        <section aria-label={stranded ? 'Pieces that are always here' : 'No song at hand?'} className={styles.offers}>
          <p className={styles.words}>{words}</p>
          <ul className={styles.list}>
            {tracks.map((track) => (
              <li key={track.id}>
                <Button onClick={() => onTrack(track)}>
                  <Icon name="play" />
                  {track.title}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
