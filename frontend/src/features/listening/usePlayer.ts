import { useEffect, useRef, useState } from 'react';
import { recall, remember } from '@/lib/storage';

/** The volume to start with; also used where a remembered one is no number. */
const FIRST_VOLUME = 0.8;

function rememberedVolume(): number {
  const volume = Number(recall('volume') ?? FIRST_VOLUME);
  return volume >= 0 && volume <= 1 ? volume : FIRST_VOLUME;
}

/** A browser may refuse to start by itself; the button is then there to press. */
const refused = () => undefined;

/** A native audio element under our own controls. The element is the truth; its events make the page follow. */
export function usePlayer(src: string | null, autoPlay: boolean) {
  const audio = useRef<HTMLAudioElement>(null);
  const [state, setState] = useState({ playing: false, time: 0, duration: 0, failed: false });
  const [volume, setVolume] = useState(rememberedVolume);
  const [muted, setMuted] = useState(false);
  const wanted = useRef(autoPlay);

  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    element.volume = volume;
    element.muted = muted;
    remember('volume', String(volume));
  }, [volume, muted]);

  useEffect(() => {
    const element = audio.current;
    if (!element || !src) return;
    const sync = () => {
      const { paused, currentTime, duration, error } = element;
      setState({ playing: !paused && !error, time: currentTime, duration: Number.isFinite(duration) ? duration : 0, failed: error !== null });
    };
    const events = ['play', 'pause', 'timeupdate', 'durationchange', 'seeking', 'seeked', 'ended', 'error', 'loadedmetadata'];
    for (const event of events) element.addEventListener(event, sync);
    element.src = src;
    if (wanted.current) element.play().catch(refused);
    wanted.current = false;
    return () => {
      for (const event of events) element.removeEventListener(event, sync);
      element.pause();
    };
  }, [src]);

  const player = {
    ...state,
    volume: muted ? 0 : volume,
    toggle: () => {
      const element = audio.current;
      if (!element) return;
      if (element.paused) element.play().catch(refused);
      else element.pause();
    },
    seek: (time: number) => {
      const element = audio.current;
      if (element) element.currentTime = Math.min(Math.max(0, time), state.duration || 0);
    },
    /** From where the sound is, which the page may not have heard of yet. */
    skip: (seconds: number) => {
      const element = audio.current;
      if (element) element.currentTime = Math.min(Math.max(0, element.currentTime + seconds), state.duration || 0);
    },
    changeVolume: (value: number) => {
      setMuted(false);
      setVolume(value);
    },
    toggleMute: () => setMuted(!muted),
  };
  return [audio, player] as const;
}
