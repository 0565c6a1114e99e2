import { useEffect } from 'react';

/** Space, while nothing that could take it has the focus: the page itself, its main part, or a heading that was walked to. */
export function useSpaceKey(action: () => void, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const { target, key, repeat, defaultPrevented } = event;
      const free = target === document.body || (target instanceof HTMLElement && target.matches('main, h1, h2'));
      if (key !== ' ' || !free || repeat || defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [action, enabled]);
}
