import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Outlined } from '@/api';
import { Numbers } from '@/components/Numbers';
import { TimeAxis } from '@/components/TimeAxis';
import { usePlayedShare, usePlayhead, type Playback } from '@/lib/playback';
import { tickLabel } from '@/lib/timeAxis';
import { useWidth } from '@/lib/useWidth';
import type { Voters } from '@/lib/voters';
import { Band, useBands } from './Band';
import styles from './Course.module.css';
import { Legend } from './Legend';
import { Marks } from './Marks';
import { columnAt, courseInWords, gapsOf, isGap, reading, spokenReading } from './columns';

interface Props {
  outlined: Outlined;
  playback: Playback;
  voters: Voters;
  /** Whether there is a sound to seek in. */
  audible: boolean;
}

const PAGE = 10;

/** When in the song: the votes on each stretch of it, stacked below the waveform on the same axis. */
export function Course({ outlined, playback, voters, audible }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { duration_s: seconds, course } = outlined;
  usePlayedShare(playback, box, seconds);
  const { columns, bands } = useBands(outlined);
  const heardNow = usePlayhead(playback, ({ time }) => columnAt(columns, time));
  const unheard = usePlayhead(playback, ({ time }) => {
    const near = columns[columnAt(columns, time)];
    return near && isGap(near, time) ? tickLabel(Math.floor(time)) : '';
  });
  const [looked, setLooked] = useState<number | null>(null);
  const at = looked ?? heardNow;
  const column = columns[at];
  if (!column) return null;

  const timeOf = ({ clientX, currentTarget }: PointerEvent | React.MouseEvent) => {
    const { left } = currentTarget.getBoundingClientRect();
    return Math.min(seconds, Math.max(0, ((clientX - left) / width) * seconds));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = columns.length - 1;
    const to = {
      ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1, PageUp: at + PAGE, PageDown: at - PAGE, Home: 0, End: last,
    }[event.key];
    if (to !== undefined) setLooked(Math.min(last, Math.max(0, to)));
    else if (event.key === 'Enter' && audible) playback.seek(column.start_s);
    else if (event.key === 'Escape') setLooked(null);
    else return;
    event.preventDefault();
  };

  return (
    <section aria-labelledby="when" className={styles.course}>
      <div
        ref={box}
        className={styles.band}
        role="slider"
        tabIndex={0}
        aria-label={`Votes over time${audible ? ', Enter plays from there' : ''}`}
        aria-valuemin={1}
        aria-valuemax={columns.length}
        aria-valuenow={at + 1}
        aria-valuetext={spokenReading(column)}
        onKeyDown={onKeyDown}
        onBlur={() => setLooked(null)}
        onPointerMove={(event) => setLooked(columnAt(columns, timeOf(event)))}
        onPointerLeave={() => setLooked(null)}
        onClick={(event) => audible && playback.seek(timeOf(event))}
      >
        <Band bands={bands} seconds={seconds} />
        <Marks outlined={outlined} looked={looked === null ? null : column} audible={audible} />
      </div>
      <TimeAxis from={0} to={seconds} width={width} />
      <div className={styles.words}>
        <h2 id="when" className={styles.title}>When</h2>
        <p className={styles.reading}>{looked === null && unheard ? `${unheard}: not listened to` : reading(column)}</p>
        <Legend bands={bands} />
      </div>
      <div className={styles.under}>
        <p className={styles.summary}>
          {courseInWords(columns, course)}{' '}
          {gapsOf(outlined).length > 0 && <span className={styles.striped}>Striped: not listened to.</span>}
        </p>
        <Numbers
          caption={`Votes over time: each stretch by itself, by the same ${voters.many}`}
          summary="As numbers"
          head={['Stretch', 'Most votes', 'Votes']}
          rows={columns.map((part) => [
            reading(part).split(': ')[0] ?? '',
            part.genre,
            part.votes.map(({ genre, votes }) => `${votes} ${genre}`).join(', '),
          ])}
        />
      </div>
    </section>
  );
}
