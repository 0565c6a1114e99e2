import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const system = typeof window.matchMedia === 'function' ? window.matchMedia('(prefers-color-scheme: dark)') : null;
  system?.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    system?.removeEventListener('change', listener);
  };
}

/** Whether the page is drawn dark, by the person's choice or by the system's: a canvas does not follow the tokens by itself. */
export const useDark = (): boolean => useSyncExternalStore(subscribe, () => getComputedStyle(document.documentElement).colorScheme === 'dark');
