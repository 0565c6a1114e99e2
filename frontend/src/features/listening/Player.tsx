import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Hidden } from '@/components/Hidden';
import { Icon } from '@/components/Icon';
import { usePlayhead, type Playback } from '@/lib/playback';
import styles from './Player.module.css';
import { PlayerTime } from './PlayerTime';
import { SoundControls } from './SoundControls';
import { useSound } from './useSound';
import { useSpaceKey } from './useSpaceKey';

interface Props {
  playback: Playback;
  src: string | null;
  title: string;
  /** Otherwise it is loaded only when somebody wants to hear it. */
  autoPlay?: boolean;
  /** Its length, where that is known before it is loaded. */
  seconds?: number;
  /** Said where there is nothing to play. */
  absence: string;
  /** What is drawn along its time. */
  children?: ReactNode;
}

const STEP = 5;

/** The clip, and what is drawn along its time: one group, in which the usual keys work wherever the focus is. */
export function Player({ playback, src, title, autoPlay = false, seconds = 0, absence, children }: Props) {
  const audio = useRef<HTMLAudioElement>(null);
  // First of all: what follows speaks to the element.
  useEffect(() => {
    playback.attach(audio.current);
    return () => playback.attach(null);
  }, [playback]);
  const sound = useSound(playback);
  const failed = usePlayhead(playback, (playhead) => playhead.failed);
  const wanted = useRef(autoPlay);
  const silent = src === null || failed;
  const playing = usePlayhead(playback, (playhead) => playhead.playing) && !silent;
  useSpaceKey(playback.toggle, !silent);

  useEffect(() => {
    playback.open(src, wanted.current);
    if (src !== null) wanted.current = false;
  }, [playback, src]);

  const onKeyDown = (event: KeyboardEvent) => {
    // On a button, Space presses that button; in a list of choices the arrows choose.
    const onButton = event.target instanceof HTMLButtonElement;
    if (event.defaultPrevented || event.target instanceof HTMLSelectElement || silent) return;
    const action = {
      ' ': onButton ? null : playback.toggle,
      k: playback.toggle,
      m: sound.toggleMute,
      ArrowLeft: () => playback.skip(-STEP),
      ArrowRight: () => playback.skip(STEP),
    }[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  };

  return (
    // The group only listens for keys that its own controls let through.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div className={styles.player} role="group" aria-label={`Player: ${title}`} onKeyDown={onKeyDown}>
      {/* A song without words to caption: the page's text says what it is.  */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      <audio ref={audio} preload={autoPlay ? 'auto' : 'none'} />
      <div className={styles.controls}>
        <button type="button" className={styles.play} onClick={playback.toggle} disabled={silent}>
          <Icon name={playing ? 'pause' : 'play'} size={30} />
          <Hidden>{playing ? 'Pause' : 'Play'}</Hidden>
        </button>
        {silent ? (
          <p className={styles.absence}>{failed ? 'Your browser cannot play this clip.' : absence}</p>
        ) : (
          <>
            <PlayerTime playback={playback} seconds={seconds} />
            <SoundControls sound={sound} />
          </>
        )}
      </div>
      {children}
    </div>
  );
}
