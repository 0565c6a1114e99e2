import { clock } from '@/lib/format';
import { usePlayhead, type Playback } from '@/lib/playback';
import styles from './Player.module.css';

/** How far it is, of how much. */
export function PlayerTime({ playback }: { playback: Playback }) {
  const time = usePlayhead(playback, (playhead) => clock(playhead.time));
  const duration = usePlayhead(playback, (playhead) => clock(playhead.duration));
  return (
    <p className={styles.time}>
      <span className={styles.now}>{time}</span>
      <span aria-hidden="true">/</span>
      <span>{duration}</span>
    </p>
  );
}
