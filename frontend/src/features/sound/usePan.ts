import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import { moved, zoomed, type View } from './view';

interface Pan {
  view: View;
  seconds: number;
  onView: (view: View) => void;
  onClick: (time: number) => void;
  onPoint: (place: { time: number; height: number } | null) => void;
}

/** A press that moves less is a click, in CSS pixels. */
const STILL = 4;

/** Drag moves the view, a click is a click, the wheel with Ctrl (or two fingers on a pad) zooms where it points. */
export function usePan(box: RefObject<HTMLElement | null>, { view, seconds, onView, onClick, onPoint }: Pan) {
  const drag = useRef<{ x: number; from: View; far: boolean } | null>(null);
  const placeOf = (x: number, y = 0) => {
    const { left, width, bottom, height } = box.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    const clip = (share: number) => Math.min(1, Math.max(0, share || 0));
    return { time: view.from + clip((x - left) / width) * (view.to - view.from), height: clip((bottom - y) / height), width };
  };
  useEffect(() => {
    const { current } = box;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      onView(zoomed(view, Math.exp(event.deltaY * 0.005), placeOf(event.clientX).time, seconds));
    };
    // React's own listener is passive, and the whole page would zoom.
    current?.addEventListener('wheel', onWheel, { passive: false });
    return () => current?.removeEventListener('wheel', onWheel);
  });
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      drag.current = { x: event.clientX, from: view, far: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      const place = placeOf(event.clientX, event.clientY);
      const { current } = drag;
      if (!current) {
        onPoint(place);
        return;
      }
      const way = event.clientX - current.x;
      current.far ||= Math.abs(way) > STILL;
      if (current.far) onView(moved(current.from, (-way / place.width) * (view.to - view.from), seconds));
    },
    onPointerUp: (event: PointerEvent) => {
      if (drag.current && !drag.current.far) onClick(placeOf(event.clientX).time);
      drag.current = null;
    },
    onPointerCancel: () => {
      drag.current = null;
    },
    onPointerLeave: () => onPoint(null),
  };
}
