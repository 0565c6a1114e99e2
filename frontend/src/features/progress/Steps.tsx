import { useState } from 'react';
import { Button } from '@/components/Button';
import { Hidden } from '@/components/Hidden';
import { Icon } from '@/components/Icon';
import { cx } from '@/lib/cx';
import { counted } from '@/lib/format';
import styles from './Steps.module.css';
import { altogether, announcement, patience, stepsOf, type StepState, type Trip } from './steps';
import { useWaiting } from './useWaiting';

const spoken: Record<StepState, string> = { waiting: 'to come', now: 'in progress', over: 'done', broken: 'failed' };

/** Seconds in one stage after which words say that it is still alive. */
const SLOW = 4;

/** The trip of one song, as it happens; afterwards it stays, with its times. */
export function Steps({ trip, onCancel }: { trip: Trip; onCancel: () => void }) {
  const over = trip.stage === 'done';
  const underWay = !over && trip.stage !== 'failed';
  const seconds = useWaiting(trip.stage, underWay);
  // One that was over when it came takes less room; what one watches does not shrink under the eyes.
  const [brief] = useState(over);
  const slow = seconds >= SLOW ? patience(trip.stage, trip.upload) : '';
  return (
    <section aria-label="Progress" className={cx(styles.strip, brief && styles.brief)}>
      <ol className={styles.steps}>
        {stepsOf(trip).map((step) => (
          <li key={step.id} className={cx(styles.step, styles[step.state])}>
            <span className={styles.mark}>
              {step.state === 'over' && <Icon name="check" size={14} />}
              {step.state === 'broken' && <Icon name="close" size={14} />}
            </span>
            <span className={styles.label}>
              {step.label}
              <Hidden>{`, ${spoken[step.state]}`}</Hidden>
            </span>
            <span className={styles.note}>{step.note}</span>
          </li>
        ))}
      </ol>
      <div className={styles.end}>
        {underWay && (
          <Button onClick={onCancel}>
            <Icon name="close" />
            Cancel
          </Button>
        )}
        {over && <p>{altogether(trip).replace(/(\d) (?=m?s\b)/g, '$1\u00a0')}</p>}
      </div>
      {slow && <p className={styles.slow}>{`${slow} ${counted(seconds, 'second')} so far.`}</p>}
      <Hidden>
        <span role="status">{`${announcement(trip)} ${slow}`.trim()}</span>
      </Hidden>
    </section>
  );
}
