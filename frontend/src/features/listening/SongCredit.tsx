import type { Track } from '@/api';
import { useSources } from '@/api/useSources';
import styles from './SongHeader.module.css';

/** What a catalogue's terms or a licence want shown beside its song. */
export function SongCredit({ track }: { track: Track }) {
  const notice = useSources().noticeOf(track.source);
  const { credit, licence, licence_url: href } = track;
  if (!notice && !credit && !licence) return null;
  return (
    <p className={styles.credit}>
      {notice && <span>{notice}</span>}
      {credit && <span>{credit}</span>}
      {licence && (
        <span>
          {'Licence: '}
          {href ? (
            <a href={href} rel="license noreferrer" target="_blank">
              {licence}
            </a>
          ) : (
            licence
          )}
        </span>
      )}
    </p>
  );
}
