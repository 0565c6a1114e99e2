import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { TimeAxis } from '@/components/TimeAxis';
import { spokenClock } from '@/lib/format';
import { usePlayhead, type Playback } from '@/lib/playback';
import { tickLabel } from '@/lib/timeAxis';
import { useWidth } from '@/lib/useWidth';
import { Canvas } from './Canvas';
import styles from './Sound.module.css';
import type { Picture } from './pictures';
import { usePan } from './usePan';
import { moved, showing, zoomed, type View } from './view';

interface Props {
  picture: Picture;
  playback: Playback;
  seconds: number;
  view: View;
  onView: (view: View) => void;
  audible: boolean;
  dark: boolean;
}

/** A picture in its frame: axes, playhead, and what it shows where one points or walks. */
export function Frame({ picture, playback, seconds, view, onView, audible, dark }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLSpanElement>(null);
  const width = useWidth(box);
  const [pointed, setPointed] = useState<{ time: number; height: number } | null>(null);
  const [walked, setWalked] = useState<number | null>(null);
  const now = usePlayhead(playback, ({ time }) => Math.floor(time));
  const { rows, columns, start, step, bytes } = picture;
  const length = view.to - view.from;
  const cursor = walked ?? now;

  const columnAt = (time: number) => Math.min(columns - 1, Math.max(0, Math.floor((time - start) / step)));
  const tell = (time: number) => picture.tell(bytes.subarray(columnAt(time) * rows, (columnAt(time) + 1) * rows));
  const tellPoint = ({ time, height }: { time: number; height: number }) => {
    const row = Math.min(rows - 1, Math.floor(height * rows));
    return `${tickLabel(time)}: ${picture.row(row)}, ${picture.value(bytes[columnAt(time) * rows + row] ?? 0)}`;
  };

  useEffect(() => {
    const put = () => {
      const share = (playback.get().time - view.from) / (view.to - view.from);
      head.current?.style.setProperty('--at', share.toFixed(5));
    };
    put();
    return playback.subscribe(put);
  }, [playback, view]);

  const pan = usePan(box, { view, seconds, onView, onPoint: setPointed, onClick: (time) => audible && playback.seek(time) });
  const walk = (time: number) => {
    const to = Math.min(seconds, Math.max(0, time));
    setWalked(to);
    onView(showing(view, to, seconds));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const small = Math.max(step, length / 100);
    const action = {
      ArrowRight: () => walk(cursor + small), ArrowUp: () => walk(cursor + small),
      ArrowLeft: () => walk(cursor - small), ArrowDown: () => walk(cursor - small),
      Home: () => walk(0), End: () => walk(seconds),
      PageUp: () => onView(moved(view, length / 2, seconds)), PageDown: () => onView(moved(view, -length / 2, seconds)),
      '+': () => onView(zoomed(view, 0.5, cursor, seconds)), '-': () => onView(zoomed(view, 2, cursor, seconds)),
      0: () => onView({ from: 0, to: seconds }),
      Enter: () => audible && playback.seek(cursor), Escape: () => setWalked(null),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  const reading = pointed ? tellPoint(pointed) : `${tickLabel(cursor)}: ${tell(cursor)}`;

  return (
    <div className={styles.frame}>
      <div className={styles.rows} aria-hidden="true">
        {picture.labels.map(({ at, text }) => (
          <span key={text} style={{ '--height': at } as CSSProperties}>{text}</span>
        ))}
      </div>
      <div
        ref={box}
        className={styles.picture}
        role="slider"
        tabIndex={0}
        aria-label={`${picture.name} over time`}
        aria-valuemin={0}
        aria-valuemax={Math.round(seconds)}
        aria-valuenow={Math.round(cursor)}
        aria-valuetext={`${spokenClock(cursor)}: ${tell(cursor)}`}
        aria-describedby="sound-words sound-keys"
        onKeyDown={onKeyDown}
        onBlur={() => setWalked(null)}
        {...pan}
      >
        <Canvas picture={picture} view={view} dark={dark} />
        {walked !== null && <span className={styles.cursor} style={{ '--at': (walked - view.from) / length } as CSSProperties} />}
        {audible && <span ref={head} className={styles.head} />}
      </div>
      <TimeAxis className={styles.times} from={view.from} to={view.to} width={width} />
      <p className={styles.reading}>{reading}</p>
    </div>
  );
}
