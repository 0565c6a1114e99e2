import { lazy, Suspense } from 'react';
import type { Judged, Track } from '@/api';
import { Skeleton } from '@/components/Skeleton';
import { PartBoundary } from './PartBoundary';

const Why = lazy(() => import('@/features/why/Why'));
const Near = lazy(() => import('@/features/near/Near'));

interface Props {
  classification: Judged;
  /** Has another song heard. */
  onTrack: (track: Track) => void;
  /** Another result takes the place of this one. */
  onOpen: () => void;
}

/** What follows a verdict: why it is so, and which songs are near. */
export function SongAfter({ classification, onTrack, onOpen }: Props) {
  return (
    <>
      <PartBoundary>
        <Suspense fallback={<Skeleton />}>
          <Why key={classification.id} classification={classification} />
        </Suspense>
      </PartBoundary>
      <PartBoundary>
        <Suspense fallback={<Skeleton />}>
          <Near key={classification.id} id={classification.id} onTrack={onTrack} onOpen={onOpen} />
        </Suspense>
      </PartBoundary>
    </>
  );
}
