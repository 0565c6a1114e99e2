import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Family, Judged } from '@/api';
import { Button } from '@/components/Button';
import { Hidden } from '@/components/Hidden';
import { Icon } from '@/components/Icon';
import { Skeleton } from '@/components/Skeleton';
import { Trouble } from '@/components/Trouble';
import styles from './Feedback.module.css';
import { sayingOf } from './saying';
import { useSaying, type Said } from './useSaying';

const GenreField = lazy(() => import('./GenreField'));

interface Props {
  classification: Judged;
  /** The model's genres; where they are not known, those of the answer are offered. */
  families: Family[] | undefined;
}

/** Was it right? Said, shown, changed and taken back. */
export function Feedback({ classification, families }: Props) {
  const [choosing, setChoosing] = useState(false);
  const root = useRef<HTMLElement>(null);
  const { say, again, busy, done, thanks, problem } = useSaying(classification.id);
  const saying = sayingOf(classification);
  // What had the focus is gone once it is said.
  useEffect(() => {
    if (done) root.current?.focus();
  }, [done]);
  const send = (said: Said) => {
    setChoosing(false);
    say(said);
  };
  const close = () => {
    setChoosing(false);
    root.current?.focus();
  };

  return (
    <section ref={root} tabIndex={-1} aria-label="Was it right?" aria-busy={busy} className={styles.feedback}>
      {choosing ? (
        <>
          <Suspense fallback={<Skeleton className={styles.toCome} />}>
            <GenreField families={families ?? genresOf(classification)} onGenre={(genre) => send({ genre })} onLeave={close} />
          </Suspense>
          <Button onClick={() => send({ correct: false })}>None of these</Button>
          <Button look="round" title="Close" onClick={close}>
            <Icon name="close" />
            <Hidden>Close</Hidden>
          </Button>
        </>
      ) : saying === null ? (
        <>
          <p>Was it right?</p>
          <Button disabled={busy} onClick={() => send({ correct: true })}>
            Yes
          </Button>
          <Button disabled={busy} onClick={() => setChoosing(true)}>
            No, it is …
          </Button>
        </>
      ) : (
        <>
          <p>
            {thanks && 'Thank you. '}
            {saying}
          </p>
          <Button disabled={busy} onClick={() => setChoosing(true)}>
            Change
          </Button>
          <Button disabled={busy} onClick={() => send(null)}>
            Take back
          </Button>
        </>
      )}
      <Hidden>
        <span role="status">{done && (thanks ? `Thank you. ${saying ?? ''}` : 'Taken back.')}</span>
      </Hidden>
      {problem && !choosing && (
        <div className={styles.problem}>
          <Trouble problem={problem} onRetry={again} />
        </div>
      )}
    </section>
  );
}

/** The answer's own genres, without their families. */
function genresOf({ probabilities }: Judged): Family[] {
  return [{ name: 'Genres', genres: probabilities.map(({ genre }) => genre).sort() }];
}
