import { clock } from '@/lib/format';
import { usePlayhead, type Playback } from '@/lib/playback';
import styles from './Player.module.css';

/** How far it is, of how much: as its file says, or what is known before that is loaded. */
export function PlayerTime({ playback, seconds }: { playback: Playback; seconds: number }) {
  const time = usePlayhead(playback, (playhead) => clock(playhead.time));
  const duration = usePlayhead(playback, (playhead) => clock(playhead.duration || seconds));
  return (
    <p className={styles.time}>
      <span className={styles.now}>{time}</span>
      <span aria-hidden="true">/</span>
      <span>{duration}</span>
    </p>
  );
}
