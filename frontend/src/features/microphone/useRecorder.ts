import { useCallback, useEffect, useRef, useState } from 'react';
import { capture, obstacleOf, type Capture, type Obstacle } from './capture';
import { wavOf } from './wav';

export const LEAST = 10;
export const MOST = 30;
/** So many moments of a recording are drawn. */
export const MOMENTS = 120;
/** Below this peak, of full scale, there is hardly anything to hear: -40 dB. */
const QUIET = 0.01;

export type Recording =
  | { state: 'idle' }
  | { state: 'asking' }
  | { state: 'recording'; seconds: number; peaks: number[] }
  | { state: 'recorded'; seconds: number; peaks: number[]; file: File; url: string }
  | { state: 'failed'; obstacle: Obstacle };

const idle: Recording = { state: 'idle' };

export const isQuiet = (peaks: number[]): boolean => Math.max(0, ...peaks) < QUIET;

/** Records from the microphone, at most half a minute. */
export function useRecorder(onDone: (file: File) => void) {
  const [recording, setRecording] = useState<Recording>(idle);
  const running = useRef<Capture | null>(null);
  const wanted = useRef(0);
  // What is to be done with it may be chosen while it is recorded.
  const then = useRef(onDone);
  useEffect(() => {
    then.current = onDone;
  });

  const letGo = useCallback(() => {
    wanted.current++;
    running.current?.end();
    running.current = null;
  }, []);
  useEffect(() => letGo, [letGo]);

  const stop = useCallback(
    (seconds: number, peaks: number[]) => {
      const made = running.current;
      letGo();
      if (!made) return;
      const file = new File([wavOf(made.blocks, made.rate)], nameNow(), { type: 'audio/wav' });
      setRecording({ state: 'recorded', seconds, peaks, file, url: URL.createObjectURL(file) });
      then.current(file);
    },
    [letGo],
  );

  const start = useCallback(async () => {
    letGo();
    const mine = wanted.current;
    // Browsers lend it to safe addresses only; elsewhere there is not even the word for it.
    if (!('mediaDevices' in navigator)) {
      setRecording({ state: 'failed', obstacle: 'insecure' });
      return;
    }
    setRecording({ state: 'asking' });
    const peaks = Array.from({ length: MOMENTS }, () => 0);
    try {
      const made = await capture((seconds, peak) => {
        if (wanted.current !== mine) return;
        const moment = Math.min(MOMENTS - 1, Math.floor((seconds / MOST) * MOMENTS));
        peaks[moment] = Math.max(peaks[moment] ?? 0, peak);
        if (seconds >= MOST) stop(MOST, [...peaks]);
        else setRecording({ state: 'recording', seconds, peaks: [...peaks] });
      });
      // Called off while the browser was still asking.
      if (wanted.current === mine) running.current = made;
      else made.end();
    } catch (error) {
      if (wanted.current === mine) setRecording({ state: 'failed', obstacle: obstacleOf(error) });
    }
  }, [letGo, stop]);

  const drop = useCallback(() => {
    letGo();
    setRecording(idle);
  }, [letGo]);

  const url = recording.state === 'recorded' ? recording.url : null;
  useEffect(() => {
    if (url) return () => URL.revokeObjectURL(url);
  }, [url]);

  return { recording, start: () => void start(), stop: () => recording.state === 'recording' && stop(recording.seconds, recording.peaks), drop };
}

const when = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false });
const nameNow = () => `Recording of ${when.format(new Date()).replaceAll(':', '.')}.wav`;
