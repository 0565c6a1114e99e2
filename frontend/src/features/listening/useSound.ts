import { useEffect, useState } from 'react';
import type { Playback } from '@/lib/playback';
import { recall, remember } from '@/lib/storage';

/** The volume to start with; also used where a remembered one is no number. */
const FIRST_VOLUME = 0.8;

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];

function rememberedVolume(): number {
  const volume = Number(recall('volume') ?? FIRST_VOLUME);
  return volume >= 0 && volume <= 1 ? volume : FIRST_VOLUME;
}

function rememberedSpeed(): number {
  const speed = Number(recall('speed'));
  return SPEEDS.includes(speed) ? speed : 1;
}

/** How loud and how fast; both are remembered, being muted is not. */
export function useSound(playback: Playback) {
  const [volume, setVolume] = useState(rememberedVolume);
  const [muted, setMuted] = useState(false);
  const [speed, setSpeed] = useState(rememberedSpeed);
  useEffect(() => {
    playback.tune({ volume, muted, rate: speed });
    remember('volume', String(volume));
    remember('speed', String(speed));
  }, [playback, volume, muted, speed]);
  return {
    volume: muted ? 0 : volume,
    speed,
    changeVolume: (value: number) => {
      setMuted(false);
      setVolume(value);
    },
    toggleMute: () => setMuted(!muted),
    changeSpeed: setSpeed,
  };
}
