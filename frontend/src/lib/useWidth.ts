import { useLayoutEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** The width of an element in CSS pixels, kept up to date; `first` where nothing has been laid out. */
export function useWidth(element: RefObject<HTMLElement | null>, first = 640): number {
  const [width, setWidth] = useState(first);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current || !('ResizeObserver' in window)) return;
    // It tells after the browser's own layout and before the paint: asking any earlier would make it lay out twice.
    const observer = new ResizeObserver(([entry]) => {
      const now = Math.max(1, Math.round(entry?.contentRect.width ?? first));
      flushSync(() => setWidth(now));
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element, first]);
  return width;
}
