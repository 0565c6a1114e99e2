import { useLayoutEffect, type RefObject } from 'react';

/** What a few songs need, and what is kept free below, in pixels. */
const NEEDED = 330;
const GAP = 12;

/** Keeps the open panel within what can be seen, a keyboard on the screen included; where that is too little, the field goes to the top. */
export function useRoom(open: boolean, root: RefObject<HTMLElement | null>, panel: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    if (!open) return;
    const view = window.visualViewport;
    const room = () => {
      const bottom = view ? view.offsetTop + view.height : window.innerHeight;
      return bottom - GAP - (panel.current?.getBoundingClientRect().top ?? 0);
    };
    const fit = () => panel.current?.style.setProperty('--room', `${Math.round(room())}px`);
    const make = () => {
      // At once, not gliding: nothing moves for those who want no motion.
      if (room() < NEEDED) root.current?.scrollIntoView({ block: 'start', behavior: 'instant' });
      fit();
    };
    make();
    window.addEventListener('scroll', fit, { passive: true });
    view?.addEventListener('resize', make);
    return () => {
      window.removeEventListener('scroll', fit);
      view?.removeEventListener('resize', make);
    };
  }, [open, root, panel]);
}
