import { useMemo } from 'react';
import type { Outlined } from '@/api';
import { genreColour } from '@/lib/genres';
import { bandsOf, columnsOf, genresOf } from './columns';

/** The stretches that were voted on, and each genre's part of the band. */
export function useBands(outlined: Outlined) {
  const columns = useMemo(() => columnsOf(outlined), [outlined]);
  const bands = useMemo(() => bandsOf(columns, genresOf(columns)), [columns]);
  return { columns, bands };
}

/** The votes over time, stacked, as a picture. */
export function Band({ bands, seconds }: { bands: ReturnType<typeof bandsOf>; seconds: number }) {
  return (
    <svg viewBox={`0 0 ${seconds} 1`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {bands.map(({ genre, path }) => (
        <path key={genre} d={path} fill={genreColour(genre)} shapeRendering="crispEdges" />
      ))}
    </svg>
  );
}
