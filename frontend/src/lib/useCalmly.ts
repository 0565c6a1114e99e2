import { useDeferredValue } from 'react';

/**
 * A value, or null until what is drawn of it has been rendered in small pieces, between which a slow phone answers a touch. `id`
 * says what it is of: another version of the same is given at once, and so is one that is there from the first.
 */
export function useCalmly<T>(value: T | null, id: string | undefined): T | null {
  const now = value === null ? undefined : id;
  const settled = useDeferredValue(now);
  return settled === now ? value : null;
}
