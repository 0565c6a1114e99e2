import { skipToken } from '@reduxjs/toolkit/query';
import type { Track } from '@/api';
import { historyApi } from '@/api/history';
import { asProblem } from '@/api/problem';
import { Button } from '@/components/Button';
import { Section } from '@/components/Section';
import { Skeleton } from '@/components/Skeleton';
import { useSeen } from '@/lib/useSeen';
import styles from './Near.module.css';
import { NearSong } from './NearSong';

const SHOWN = 5;
const COUNTED =
  'These were heard here: songs of yours, and songs of catalogues that others asked for, by whom is not said. The songs the model learnt from are only counted (“closer than…”): of them the numbers are kept and not the sound, so they cannot be played.';

interface Props {
  id: string;
  /** Has a song of a catalogue heard. */
  onTrack: (track: Track) => void;
  /** One's own result is gone to. */
  onOpen: () => void;
}

/** The analysed songs that sound most like this one; one’s own lead to their result. */
export default function Near({ id, onTrack, onOpen }: Props) {
  const [section, seen] = useSeen<HTMLElement>();
  const { currentData: data, error, isFetching, refetch } = historyApi.useClassificationsSimilarQuery(
    seen ? { classificationId: id, limit: SHOWN } : skipToken,
  );
  const problem = error && !isFetching ? asProblem(error) : null;
  return (
    <Section ref={section} id="near" title="What is near" busy={isFetching}>
      {!data && !problem && <Skeleton className={styles.waiting} />}
      {problem?.code === 'not_found' && <p className={styles.aside}>This model keeps no map of songs, so it cannot say what is near.</p>}
      {problem && problem.code !== 'not_found' && (
        <p className={styles.aside}>
          What is near could not be loaded. <Button onClick={() => void refetch()}>Load it again</Button>
        </p>
      )}
      {data?.results.length === 0 && <p className={styles.aside}>Nothing yet: the next songs that are heard here will stand beside it.</p>}
      {data && data.results.length > 0 && (
        <ol className={styles.list}>
          {data.results.map((song, i) => (
            <NearSong key={song.id ?? `${song.label} ${i}`} song={song} onTrack={onTrack} onOpen={onOpen} />
          ))}
        </ol>
      )}
      {data && data.results.length > 0 && <p className={styles.aside}>{COUNTED}</p>}
    </Section>
  );
}
