import type { RefObject } from 'react';
import { useSearchParams } from 'react-router';
import { AddSong } from './AddSong';
import { Cards } from './Cards';
import styles from './Compare.module.css';
import { InTime, type Draw } from './InTime';
import { Sound } from './Sound';
import { Votes } from './Votes';
import { idsOf, MOST, useSongs } from './useSongs';

/** Songs side by side; which ones is in the address, so that it can be given on. */
export function Compare({ heading, draw }: { heading: RefObject<HTMLHeadingElement | null>; draw: Draw }) {
  const [params, setParams] = useSearchParams();
  const ids = idsOf(params.get('ids'));
  const songs = useSongs(ids);
  const change = (next: string[]) => {
    setParams(next.length > 0 ? { ids: next.join(',') } : {});
    // What had the focus is gone.
    heading.current?.focus();
  };
  const ready = songs.filter(({ answer }) => answer !== null).length;
  return (
    <div className={styles.compare}>
      <div className={styles.head}>
        <h1 ref={heading} tabIndex={-1}>
          Side by side
        </h1>
        <p className={styles.under}>
          {ids.length < 2 ? 'Two to four songs: what was heard in each, on the same scale.' : 'What was heard in each, on the same scale. The address of this page shows the same songs to whoever opens it.'}
        </p>
      </div>
      {ids.length > 0 && <Cards songs={songs} onRemove={(id) => change(ids.filter((other) => other !== id))} />}
      {ready > 0 && <InTime songs={songs} draw={draw} />}
      {ready > 0 && <Votes songs={songs} />}
      {ready > 1 && <Sound songs={songs} />}
      {ids.length < MOST && <AddSong taken={ids} onAdd={(id) => change([...ids, id])} />}
    </div>
  );
}
