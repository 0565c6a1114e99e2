import { useState } from 'react';
import { api, isJudged, isUnderWay, type Classification, type Track } from '@/api';
import { cursorOf, titleOf } from '@/api/history';
import { asProblem } from '@/api/problem';
import { Button } from '@/components/Button';
import { Skeleton } from '@/components/Skeleton';
import { Trouble } from '@/components/Trouble';
import styles from './History.module.css';
import { HistoryRow } from './HistoryRow';

const PAGE = 20;
/** How often to ask while a song of the list is still listened to, in milliseconds. */
const POLL = 1500;

export interface ListProps {
  q: string;
  hidden: ReadonlySet<string>;
  /** Titles of what is chosen to be compared, by id. */
  chosen: ReadonlyMap<string, string>;
  full: boolean;
  onChoose: (id: string, title: string) => void;
  onDelete: (song: Classification) => void;
  onTrack: (track: Track) => void;
  /** Said where there is nothing. */
  empty: React.ReactNode;
}

/** One's analyses, newest first; what is older comes page by page. */
export function HistoryList(props: ListProps) {
  const [cursors, setCursors] = useState<string[]>([]);
  return (
    <>
      <Page {...props} cursor={undefined} last={cursors.length === 0} onMore={(next) => setCursors([next])} />
      {cursors.map((cursor, i) => (
        <Page key={cursor} {...props} empty={null} cursor={cursor} last={i === cursors.length - 1} onMore={(next) => setCursors([...cursors, next])} />
      ))}
    </>
  );
}

interface PageProps extends ListProps {
  cursor: string | undefined;
  last: boolean;
  onMore: (cursor: string) => void;
}

function Page({ q, cursor, last, onMore, hidden, chosen, full, onChoose, onDelete, onTrack, empty }: PageProps) {
  const [watching, setWatching] = useState(false);
  const { data, error, isFetching, refetch } = api.useClassificationsListQuery(
    { limit: PAGE, ...(q && { q }), ...(cursor && { cursor }) },
    { pollingInterval: watching ? POLL : 0, refetchOnMountOrArgChange: true },
  );
  const unfinished = !error && (data?.results.some(isUnderWay) ?? false);
  if (unfinished !== watching) setWatching(unfinished);
  if (error && !isFetching) return <Trouble problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className={styles.waiting} />;
  const songs = data.results.filter(({ id }) => !hidden.has(id));
  const next = cursorOf(data.next);
  if (songs.length === 0 && !next) return empty;
  return (
    <>
      <ul className={styles.list} aria-busy={isFetching}>
        {songs.map((song) => {
          const { id, track } = song;
          const free = isJudged(song) && (chosen.has(id) || !full);
          return (
            <HistoryRow
              key={id}
              song={song}
              chosen={chosen.has(id)}
              onChoose={free ? () => onChoose(id, titleOf(song)) : null}
              onDelete={() => onDelete(song)}
              onAgain={track && (() => onTrack(track))}
            />
          );
        })}
      </ul>
      {last && next && (
        <Button className={styles.more} onClick={() => onMore(next)}>
          Show older ones
        </Button>
      )}
    </>
  );
}
