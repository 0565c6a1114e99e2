import { skipToken } from '@reduxjs/toolkit/query';
import { api, type Track } from '@/api';
import { useSources } from '@/api/useSources';
import { Artwork } from '@/components/Artwork';
import styles from './HouseOffers.module.css';

/** The catalogue that ships with the product, and what finds its pieces. */
const HOUSE = 'house';
const BAND = 'House Band';
const SHOWN = 6;

/** For a first visit without a song at hand: pieces that are there with no network and no files. */
export function HouseOffers({ onTrack }: { onTrack: (track: Track) => void }) {
  const here = useSources().has(HOUSE);
  const { data } = api.useTracksSearchQuery(here ? { q: BAND, source: HOUSE, limit: SHOWN } : skipToken);
  const tracks = data?.results.filter((track) => track.has_preview) ?? [];
  if (tracks.length === 0) return null;
  return (
    <section aria-labelledby="offers" className={styles.offers}>
      <h3 id="offers">No song at hand? Try one of these</h3>
      <ul className={styles.list}>
        {tracks.map((track) => (
          <li key={track.id}>
            <button type="button" className={styles.item} onClick={() => onTrack(track)}>
              <Artwork className={styles.cover} seed={track.id} src={track.artwork_url} />
              <span className={styles.words}>
                <span className={styles.title}>{track.title}</span>
                <span className={styles.under}>{track.artists.join(', ')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
