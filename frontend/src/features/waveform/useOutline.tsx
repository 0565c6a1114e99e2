import { useMemo, type RefObject } from 'react';
import { barsOf, type Peaks } from '@/lib/peaks';
import { useWidth } from '@/lib/useWidth';
import { outline, PITCH } from './outline';

/** The outline drawn as wide as its box, and that width; without peaks a calm line. */
export function useOutline(box: RefObject<HTMLElement | null>, peaks: Peaks | null, seconds: number) {
  const width = useWidth(box);
  const count = Math.max(1, Math.floor(width / PITCH));
  const path = useMemo(() => outline(peaks ? barsOf(peaks, seconds, count) : null, count), [peaks, seconds, count]);
  const drawing = (
    <svg viewBox={`0 -50 ${width} 100`} preserveAspectRatio="none" focusable="false">
      <path d={path} />
    </svg>
  );
  return { width, drawing };
}
