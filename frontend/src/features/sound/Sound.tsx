import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Analysis } from '@/api';
import { Hidden } from '@/components/Hidden';
import { cx } from '@/lib/cx';
import type { Playback } from '@/lib/playback';
import { tickLabel } from '@/lib/timeAxis';
import { Frame } from './Frame';
import styles from './Sound.module.css';
import { Zoom } from './Zoom';
import { gradient, palette } from './palette';
import { picturesOf } from './pictures';
import { useDark } from './useDark';
import { isWhole, moved, type View } from './view';

interface Props {
  analysis: Analysis;
  playback: Playback;
  audible: boolean;
}

/** The sound as pictures, one at a time; which stretch of time they show is the same for all. */
export default function Sound({ analysis, playback, audible }: Props) {
  const { duration_s: seconds } = analysis;
  const pictures = useMemo(() => picturesOf(analysis), [analysis]);
  const [at, setAt] = useState(0);
  const [view, setView] = useState<View>({ from: 0, to: seconds });
  const tabs = useRef<(HTMLButtonElement | null)[]>([]);
  const dark = useDark();
  const picture = pictures[at];

  // While it plays, what is shown goes on with it; who looks elsewhere is left there.
  useEffect(() => {
    let last = playback.get().time;
    return playback.subscribe(() => {
      const { time, playing } = playback.get();
      if (playing && last <= view.to && last >= view.from && time > view.to) setView(moved(view, time - view.from, seconds));
      last = time;
    });
  }, [playback, view, seconds]);

  // One stop for the Tab key; the arrows walk among the tabs, and what is walked to is shown.
  const onKeyDown = (event: KeyboardEvent) => {
    const last = pictures.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setAt(to);
    tabs.current[to]?.focus();
  };

  if (!picture) return null;
  return (
    <section aria-labelledby="sound" className={styles.sound}>
      <div className={styles.top}>
        <h2 id="sound">The sound</h2>
        <div role="tablist" aria-label="Pictures of the sound" className={styles.tabs}>
          {pictures.map(({ id, name }, i) => (
            <button
              key={id}
              ref={(button) => {
                tabs.current[i] = button;
              }}
              type="button"
              role="tab"
              id={`tab-${id}`}
              aria-selected={i === at}
              aria-controls="sound-picture"
              tabIndex={i === at ? 0 : -1}
              className={cx(styles.tab, i === at && styles.chosen)}
              onClick={() => setAt(i)}
              onKeyDown={onKeyDown}
            >
              {name}
            </button>
          ))}
        </div>
      </div>
      <div role="tabpanel" id="sound-picture" aria-labelledby={`tab-${picture.id}`} className={styles.panel}>
        <p id="sound-words" className={styles.words}>{picture.words}</p>
        <Frame picture={picture} playback={playback} seconds={seconds} view={view} onView={setView} audible={audible} dark={dark} />
        <div className={styles.under}>
          <p className={styles.legend}>
            <Hidden>From </Hidden>
            <span>{picture.legend[0]}</span>
            <span className={styles.scale} style={{ background: gradient(palette(picture.scale, dark)) }} aria-hidden="true" />
            <Hidden> to </Hidden>
            <span>{picture.legend[1]}</span>
          </p>
          <Zoom view={view} seconds={seconds} playback={playback} onView={setView} />
        </div>
        <p className={styles.explanation}>
          <strong>{`${picture.axis} against time (${picture.term}).`}</strong> {picture.explanation}
        </p>
        <p id="sound-keys" className={styles.keys}>
          <span className={styles.byKeys}>
            {`Arrow keys walk${audible ? ', Enter plays from there' : ''}, + and − zoom, 0 shows the whole song. `}
          </span>
          Drag to move once zoomed.
          {!isWhole(view, seconds) && ` Shown: ${tickLabel(view.from)} to ${tickLabel(view.to)}.`}
        </p>
      </div>
    </section>
  );
}
