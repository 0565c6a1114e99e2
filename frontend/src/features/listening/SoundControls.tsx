import { Button } from '@/components/Button';
import { Hidden } from '@/components/Hidden';
import { Icon } from '@/components/Icon';
import { Slider } from '@/components/Slider';
import { percent } from '@/lib/format';
import styles from './Player.module.css';
import { SPEEDS, type useSound } from './useSound';

/** How fast and how loud. */
export function SoundControls({ sound }: { sound: ReturnType<typeof useSound> }) {
  const { volume, speed, changeVolume, toggleMute, changeSpeed } = sound;
  return (
    <div className={styles.sound}>
      <select className={styles.speed} aria-label="Speed" value={speed} onChange={(event) => changeSpeed(Number(event.currentTarget.value))}>
        {SPEEDS.map((value) => (
          <option key={value} value={value}>{`${value}×`}</option>
        ))}
      </select>
      <div className={styles.volume}>
        <Button look="round" onClick={toggleMute} aria-pressed={volume === 0}>
          <Icon name={volume === 0 ? 'mute' : 'sound'} size={22} />
          <Hidden>Mute</Hidden>
        </Button>
        <Slider className={styles.loudness} label="Volume" max={1} value={volume} spoken={percent(volume)} onChange={changeVolume} />
      </div>
    </div>
  );
}
