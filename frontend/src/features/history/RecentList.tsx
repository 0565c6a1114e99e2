import { useState } from 'react';
import { Link } from 'react-router';
import { api, isUnderWay, RECENT, type Classification } from '@/api';
import { explain } from '@/api/explain';
import { genreOf, heardOf, titleOf } from '@/api/history';
import { asProblem } from '@/api/problem';
import { Button } from '@/components/Button';
import { GenreTree } from '@/components/GenreTree';
import { Skeleton } from '@/components/Skeleton';
import { ago } from '@/lib/format';
import styles from './RecentList.module.css';

/** How often to ask while a song of the list is still listened to, in milliseconds. */
const POLL = 1500;

/** The person's own latest results. */
export function RecentList() {
  const [watching, setWatching] = useState(false);
  const { data, error, isLoading, refetch } = api.useClassificationsListQuery(
    RECENT,
    { pollingInterval: watching ? POLL : 0, refetchOnMountOrArgChange: true },
  );
  const unfinished = !error && (data?.results.some(isUnderWay) ?? false);
  if (unfinished !== watching) setWatching(unfinished);
  return (
    <section aria-labelledby="recent" className={styles.recent}>
      <h2 id="recent">Lately heard</h2>
      {isLoading && (
        <div className={styles.list} aria-busy="true">
          {[0, 1, 2].map((i) => (
            <Skeleton key={i} className={styles.waiting} />
          ))}
        </div>
      )}
      {error && (
        <p className={styles.aside}>
          Your list could not be loaded. {explain(asProblem(error)).title}{' '}
          <Button onClick={() => void refetch()}>Load it again</Button>
        </p>
      )}
      {data?.results.length === 0 && <p className={styles.aside}>Nothing yet. Songs you have had heard will stand here.</p>}
      {data && data.results.length > 0 && (
        <ul className={styles.list}>
          {data.results.map((classification) => (
            <li key={classification.id}>
              <RecentItem classification={classification} />
            </li>
          ))}
        </ul>
      )}
      {data && data.results.length > 0 && (
        <p>
          <Link to="/history">All your songs</Link>
        </p>
      )}
    </section>
  );
}

function RecentItem({ classification }: { classification: Classification }) {
  const { id, track, model, created_at: at } = classification;
  const usual = api.useModelsListQuery().data?.results.find((candidate) => candidate.default)?.name ?? model.name;
  return (
    <Link to={`/c/${id}`} className={styles.item}>
      <GenreTree className={styles.tree} genre={genreOf(classification)} />
      <span className={styles.words}>
        <span className={styles.title}>{titleOf(classification)}</span>
        <span className={styles.under}>{[track?.artists.join(', '), ago(at), model.name !== usual && `by ${model.name}`].filter(Boolean).join(' · ')}</span>
      </span>
      <span className={styles.genre}>{heardOf(classification)}</span>
    </Link>
  );
}
