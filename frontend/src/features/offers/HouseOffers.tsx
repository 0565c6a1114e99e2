import { skipToken } from '@reduxjs/toolkit/query';
import { api, RECENT, type Track } from '@/api';
import { useSources } from '@/api/useSources';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import styles from './HouseOffers.module.css';

/** The catalogue that ships with the product, and what finds its pieces. */
const HOUSE = 'house';
const BAND = 'House Band';
const SHOWN = 3;

/** For a first visit without a song at hand: pieces that are there with no network and no files. */
export function HouseOffers({ onTrack }: { onTrack: (track: Track) => void }) {
  const here = useSources().has(HOUSE);
  const isFirst = api.useClassificationsListQuery(RECENT).data?.results.length === 0;
  const { data } = api.useTracksSearchQuery(here && isFirst ? { q: BAND, source: HOUSE, limit: SHOWN } : skipToken);
  const tracks = isFirst ? (data?.results ?? []) : [];
  return (
    // Its place is kept, so that nothing moves when the pieces come.
    <div className={styles.place}>
      {tracks.length > 0 && (
        <section aria-label="No song at hand?" className={styles.offers}>
          <p className={styles.words}>No song at hand? Try</p>
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
