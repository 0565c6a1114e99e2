import { lazy, Suspense } from 'react';
import type { Judged } from '@/api';
import { Skeleton } from '@/components/Skeleton';
import { PartBoundary } from './PartBoundary';

const Why = lazy(() => import('@/features/why/Why'));
const Near = lazy(() => import('@/features/near/Near'));

/** What follows a verdict: why it is so, and which songs are near. */
export function SongAfter({ classification }: { classification: Judged }) {
  return (
    <>
      <PartBoundary>
        <Suspense fallback={<Skeleton />}>
          <Why key={classification.id} classification={classification} />
        </Suspense>
      </PartBoundary>
      <PartBoundary>
        <Suspense fallback={<Skeleton />}>
          <Near key={classification.id} id={classification.id} />
        </Suspense>
      </PartBoundary>
    </>
  );
}
