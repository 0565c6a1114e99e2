import { Suspense, lazy } from 'react';
import { Link } from 'react-router';
import type { Judged } from '@/api';
import { Icon } from '@/components/Icon';
import { PartBoundary } from './PartBoundary';
import styles from './SongPage.module.css';

const Sharing = lazy(() => import('@/features/sharing/Sharing'));

interface Props {
  /** What there is to give on; null of a song without a verdict. */
  judged: Judged | null;
  title: string;
  byline: string;
}

/** Where to go from a finished song; one with a verdict can be compared and given on. */
export function SongActions({ judged, title, byline }: Props) {
  return (
    <div className={styles.actions}>
      <Link to="/" state={{ search: true }} className={styles.next}>
        <Icon name="search" />
        Another song
      </Link>
      {judged && (
        <>
          <Link to={`/compare?ids=${judged.id}`} className={styles.other}>
            <Icon name="compare" />
            Compare with…
          </Link>
          <PartBoundary>
            <Suspense fallback={null}>
              <Sharing key={judged.id} classification={judged} title={title} byline={byline} />
            </Suspense>
          </PartBoundary>
        </>
      )}
    </div>
  );
}
