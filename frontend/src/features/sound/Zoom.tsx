import { Button } from '@/components/Button';
import { Hidden } from '@/components/Hidden';
import { Icon, type IconName } from '@/components/Icon';
import type { Playback } from '@/lib/playback';
import { tickLabel } from '@/lib/timeAxis';
import styles from './Sound.module.css';
import { isWhole, moved, zoomed, type View } from './view';

interface Props {
  view: View;
  seconds: number;
  playback: Playback;
  onView: (view: View) => void;
}

/** Which stretch of time is shown, by buttons. They stay where they are, so none is taken away under a finger. */
export function Zoom({ view, seconds, playback, onView }: Props) {
  const { from, to } = view;
  const whole = isWhole(view, seconds);
  const zoom = (factor: number) => {
    const { time } = playback.get();
    onView(zoomed(view, factor, time > from && time < to ? time : (from + to) / 2, seconds));
  };
  const buttons: [string, IconName, boolean, () => void][] = [
    ['Earlier', 'left', from <= 0, () => onView(moved(view, (from - to) / 2, seconds))],
    ['Later', 'right', to >= seconds, () => onView(moved(view, (to - from) / 2, seconds))],
    ['Zoom out', 'minus', whole, () => zoom(2)],
    ['Zoom in', 'plus', to - from <= 0.5, () => zoom(0.5)],
  ];
  return (
    <div role="group" aria-label="Time shown" className={styles.zoom}>
      {buttons.map(([label, icon, off, act]) => (
        <Button key={label} look="round" aria-disabled={off} title={label} onClick={() => !off && act()}>
          <Icon name={icon} size={22} />
          <Hidden>{label}</Hidden>
        </Button>
      ))}
      <Button aria-disabled={whole} onClick={() => onView({ from: 0, to: seconds })}>Whole song</Button>
      <Hidden>
        <span role="status">{whole ? 'The whole song is shown' : `Shown: ${tickLabel(from)} to ${tickLabel(to)}`}</span>
      </Hidden>
    </div>
  );
}
