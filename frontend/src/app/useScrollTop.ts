import { useLayoutEffect } from 'react';
import { NavigationType, useNavigationType } from 'react-router';

/** A page one goes to begins at its top; one that Back leads to stays where the browser puts it. */
export function useScrollTop(pathname: string): void {
  const type = useNavigationType();
  useLayoutEffect(() => {
    if (type === NavigationType.Push) window.scrollTo(0, 0);
  }, [pathname, type]);
}
