import { useEffect, useSyncExternalStore, type RefObject } from 'react';

/** Where the sound is. */
export interface Playhead {
  time: number;
  /** In seconds; 0 while it is not known. */
  duration: number;
  playing: boolean;
  failed: boolean;
}

/**
 * One audio element, shared by all that moves with it. The element is the truth; what listens here hears of every frame
 * while it plays, so that a playhead glides without anything being rendered anew.
 */
export interface Playback {
  attach: (element: HTMLAudioElement | null) => void;
  /** Another sound, or none. */
  open: (src: string | null, start: boolean) => void;
  tune: (sound: { volume: number; muted: boolean; rate: number }) => void;
  get: () => Playhead;
  subscribe: (listener: () => void) => () => void;
  toggle: () => void;
  seek: (time: number) => void;
  skip: (seconds: number) => void;
}

const STILL: Playhead = { time: 0, duration: 0, playing: false, failed: false };
const EVENTS = ['play', 'pause', 'timeupdate', 'durationchange', 'seeking', 'seeked', 'ended', 'error', 'loadedmetadata', 'emptied'];

/** A browser may refuse to start by itself; the button is then there to press. */
const refused = () => undefined;

/** Whoever wants little motion gets the four steps a second that the element itself tells of. */
const glides = () => typeof window.matchMedia !== 'function' || !window.matchMedia('(prefers-reduced-motion: reduce)').matches;

export function makePlayback(): Playback {
  let element: HTMLAudioElement | null = null;
  let state = STILL;
  let frame = 0;
  const listeners = new Set<() => void>();

  const read = () => {
    if (!element) return;
    const { paused, currentTime: time, duration, error } = element;
    const next = { time, duration: Number.isFinite(duration) ? duration : 0, playing: !paused && !error, failed: Boolean(error) };
    if ((Object.keys(next) as (keyof Playhead)[]).every((key) => next[key] === state[key])) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const follow = () => {
    read();
    frame = state.playing ? requestAnimationFrame(follow) : 0;
  };
  const sync = () => {
    read();
    if (state.playing && frame === 0 && glides()) frame = requestAnimationFrame(follow);
  };
  const seek = (time: number) => {
    if (!element) return;
    // A clip that nobody asked to hear is not loaded; where one seeks, one will listen.
    element.preload = 'auto';
    element.currentTime = Math.min(Math.max(0, time), state.duration || Infinity);
    read();
  };

  return {
    attach: (next) => {
      for (const event of EVENTS) element?.removeEventListener(event, sync);
      // An element that has left the page would play on.
      element?.pause();
      cancelAnimationFrame(frame);
      frame = 0;
      element = next;
      for (const event of EVENTS) element?.addEventListener(event, sync);
    },
    open: (src, start) => {
      if (!element) return;
      if (src === null) {
        element.pause();
        return;
      }
      element.src = src;
      if (start) element.play().catch(refused);
    },
    tune: ({ volume, muted, rate }) => {
      // Loading another sound sets the rate back to its default.
      if (element) Object.assign(element, { volume, muted, playbackRate: rate, defaultPlaybackRate: rate });
    },
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    toggle: () => {
      if (element?.paused) element.play().catch(refused);
      else element?.pause();
    },
    seek,
    // From where the sound is, which the page may not have heard of yet.
    skip: (seconds) => seek((element?.currentTime ?? 0) + seconds),
  };
}

/** What is read off the playhead; the component follows only when that changes. */
export function usePlayhead<T extends number | boolean | string>(playback: Playback, of: (playhead: Playhead) => T): T {
  return useSyncExternalStore(playback.subscribe, () => of(playback.get()));
}

/** Keeps `--at` of an element at the share of the song that has been played, frame by frame and past React. */
export function usePlayedShare(playback: Playback, element: RefObject<HTMLElement | null>, seconds: number): void {
  useEffect(() => {
    const put = () => {
      const share = seconds > 0 ? Math.min(1, playback.get().time / seconds) : 0;
      element.current?.style.setProperty('--at', share.toFixed(5));
    };
    put();
    return playback.subscribe(put);
  }, [playback, element, seconds]);
}
