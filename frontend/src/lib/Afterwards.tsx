import { useDeferredValue, type ReactNode } from 'react';

interface Props {
  children: ReactNode;
  /** Keeps the place until then. */
  instead?: ReactNode;
}

/**
 * Draws what stands further down once what stands above is on the screen. One within another waits for that one, too: a long page comes in
 * small steps, between which a slow phone answers a touch.
 */
export function Afterwards({ children, instead = null }: Props) {
  const now = useDeferredValue(true, false);
  return now ? children : instead;
}
