import { useEffect, useRef, type RefObject } from 'react';

/** The page's title, and the focus on its heading when one comes from another page of the product. */
export function usePage(title: string, takeFocus = true): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title ? `${title} · AudioFiler` : 'AudioFiler: twenty votes on a song’s genre';
  }, [title]);
  useEffect(() => {
    // The very first page keeps the browser's own focus, so that the skip link comes first.
    if (takeFocus && wandered) heading.current?.focus({ preventScroll: true });
    wandered = true;
  }, [takeFocus]);
  return heading;
}

let wandered = false;
