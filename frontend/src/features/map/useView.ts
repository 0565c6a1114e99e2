import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { lookAt, pointAt, WHOLE, type View } from './atlas';

const STEP = 1.6;
const ARROWS: Partial<Record<string, [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** The window onto the map: dragged by the pointer, moved by arrow keys, enlarged by buttons. */
export function useView() {
  const [view, setView] = useState<View>(WHOLE);
  const held = useRef<{ left: number; top: number } | null>(null);
  const placeIn = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>) => {
    const box = currentTarget.getBoundingClientRect();
    return { left: (clientX - box.left) / box.width, top: (clientY - box.top) / box.height };
  };
  const look = (change: Partial<View>) => setView((now) => lookAt({ ...now, ...change }));
  return {
    view,
    placeIn,
    zoomIn: () => setView((now) => lookAt({ ...now, zoom: now.zoom * STEP })),
    zoomOut: () => setView((now) => lookAt({ ...now, zoom: now.zoom / STEP })),
    reset: () => setView(WHOLE),
    look,
    pointer: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        // On the whole map a finger scrolls the page.
        if (view.zoom > 1) held.current = placeIn(event);
      },
      onPointerUp: () => {
        held.current = null;
      },
      onPointerLeave: () => {
        held.current = null;
      },
    },
    drag: (event: PointerEvent<HTMLElement>) => {
      if (!held.current) return false;
      const now = placeIn(event);
      const [from, to] = [pointAt(view, held.current.left, held.current.top), pointAt(view, now.left, now.top)];
      held.current = now;
      look({ x: view.x + from.x - to.x, y: view.y + from.y - to.y });
      return true;
    },
    onKeyDown: (event: KeyboardEvent) => {
      const arrow = ARROWS[event.key];
      if (event.key === '+' || event.key === '=') look({ zoom: view.zoom * STEP });
      else if (event.key === '-') look({ zoom: view.zoom / STEP });
      else if (event.key === '0') setView(WHOLE);
      else if (arrow && view.zoom > 1) look({ x: view.x + (arrow[0] * 0.3) / view.zoom, y: view.y + (arrow[1] * 0.3) / view.zoom });
      else return;
      event.preventDefault();
    },
  };
}
