import { skipToken } from '@reduxjs/toolkit/query';
import { Link } from 'react-router';
import { titleOf, historyApi } from '@/api/history';
import { asProblem } from '@/api/problem';
import { Button } from '@/components/Button';
import { GenreTree } from '@/components/GenreTree';
import { Section } from '@/components/Section';
import { Skeleton } from '@/components/Skeleton';
import { useSeen } from '@/lib/useSeen';
import styles from './Near.module.css';
import { nearness } from './words';

const SHOWN = 5;

/** The analysed songs that sound most like this one; one's own lead to their result. */
export default function Near({ id }: { id: string }) {
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
            <li key={song.id ?? `${song.label} ${i}`}>
              <GenreTree className={styles.tree} genre={song.genre} />
              <span className={styles.words}>
                {song.id ? (
                  <Link to={`/c/${song.id}`} className={styles.title}>
                    {titleOf(song)}
                  </Link>
                ) : (
                  <span className={styles.title}>{titleOf(song)}</span>
                )}
                <span className={styles.under}>{[song.track?.artists.join(', '), song.genre, nearness(song.closer_than)].filter(Boolean).join(' · ')}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
