import type { KeyboardEvent } from 'react';
import { Button } from '@/components/Button';
import { Hidden } from '@/components/Hidden';
import { Icon } from '@/components/Icon';
import { clock, percent, spokenClock } from '@/lib/format';
import styles from './Player.module.css';
import { Slider } from './Slider';
import { usePlayer } from './usePlayer';

interface Props {
  src: string | null;
  title: string;
  autoPlay?: boolean;
  /** Said where there is nothing to play. */
  absence: string;
  onPlaying?: (playing: boolean) => void;
}

const STEP = 5;

export function Player({ src, title, autoPlay = false, absence, onPlaying }: Props) {
  const [audio, player] = usePlayer(src, autoPlay);
  const { time, duration, volume } = player;
  const silent = src === null || player.failed;
  const playing = player.playing && !silent;

  // Inside the player the usual keys work wherever the focus is; on a button, Space presses that button.
  const onKeyDown = (event: KeyboardEvent) => {
    const onButton = event.target instanceof HTMLButtonElement;
    const action = {
      ' ': onButton ? null : player.toggle,
      k: player.toggle,
      m: player.toggleMute,
      ArrowLeft: () => player.skip(-STEP),
      ArrowRight: () => player.skip(STEP),
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
      <audio
        ref={audio}
        preload="auto"
        onPlay={() => onPlaying?.(true)}
        onPause={() => onPlaying?.(false)}
        onError={() => onPlaying?.(false)}
      />
      <button type="button" className={styles.play} onClick={player.toggle} disabled={silent}>
        <Icon name={playing ? 'pause' : 'play'} size={30} />
        <Hidden>{playing ? 'Pause' : 'Play'}</Hidden>
      </button>
      {silent ? (
        <p className={styles.absence}>{player.failed ? 'Your browser cannot play this clip.' : absence}</p>
      ) : (
        <>
          <span className={styles.time}>{clock(time)}</span>
          <Slider
            label="Seek"
            max={duration || 30}
            value={time}
            spoken={`${spokenClock(time)} of ${spokenClock(duration)}`}
            onChange={player.seek}
          />
          <span className={styles.time}>{clock(duration)}</span>
          <div className={styles.volume}>
            <Button look="round" onClick={player.toggleMute} aria-pressed={volume === 0}>
              <Icon name={volume === 0 ? 'mute' : 'sound'} size={22} />
              <Hidden>Mute</Hidden>
            </Button>
            <Slider label="Volume" max={1} value={volume} spoken={percent(volume)} onChange={player.changeVolume} />
          </div>
        </>
      )}
    </div>
  );
}
