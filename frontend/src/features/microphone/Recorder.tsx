import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { clock, counted } from '@/lib/format';
import { recall, remember } from '@/lib/storage';
import { Obstacle } from './Obstacle';
import styles from './Recorder.module.css';
import { Sound } from './Sound';
import { isQuiet, LEAST, MOST, useRecorder, type Recording } from './useRecorder';

const AT_ONCE = 'sendAtOnce';

/** Records a clip, lets it be heard, and hands it on. */
export function Recorder({ onFile }: { onFile: (file: File) => void }) {
  const [atOnce, setAtOnce] = useState(() => recall(AT_ONCE) === 'yes');
  const { recording, start, stop, drop } = useRecorder((file) => { if (atOnce) onFile(file); });
  const choose = (yes: boolean) => {
    setAtOnce(yes);
    remember(AT_ONCE, yes ? 'yes' : null);
  };
  return (
    <div className={styles.recorder}>
      <p role="status" className={styles.status}>
        {said(recording)}
      </p>
      {recording.state === 'failed' ? <Obstacle kind={recording.obstacle} /> : <Sound recording={recording} />}
      {recording.state === 'recorded' && (
        // What was just recorded has no words to show.
        // eslint-disable-next-line jsx-a11y/media-has-caption
        <audio controls src={recording.url} aria-label="Your recording" className={styles.audio} />
      )}
      <div className={styles.buttons}>
        <Buttons recording={recording} onStart={start} onStop={stop} onDrop={drop} onSend={onFile} />
      </div>
      <label className={styles.choice}>
        <input type="checkbox" checked={atOnce} onChange={(event) => choose(event.currentTarget.checked)} />
        Have it heard at once when the recording ends
      </label>
    </div>
  );
}

/** For eyes and ears; seconds are seen only, since a voice that counts is in the way of the music. */
function said(recording: Recording): string {
  switch (recording.state) {
    case 'idle':
      return `${LEAST} to ${MOST} seconds are enough.`;
    case 'asking':
      return 'Your browser asks whether this page may listen. Please allow it.';
    case 'recording':
      if (recording.seconds > 3 && isQuiet(recording.peaks)) return 'Very quiet so far. Go closer, or turn it up.';
      return recording.seconds < LEAST ? 'Recording.' : 'Recording. That is enough to judge: stop whenever you like.';
    case 'recorded':
      if (isQuiet(recording.peaks)) return 'That was too quiet to judge. Go closer to the music, or choose another microphone, and record again.';
      return `Recorded ${counted(Math.round(recording.seconds), 'second')}. Nothing has been sent yet.`;
    case 'failed':
      return '';
  }
}

interface ButtonsProps {
  recording: Recording;
  onStart: () => void;
  onStop: () => void;
  onDrop: () => void;
  onSend: (file: File) => void;
}

function Buttons({ recording, onStart, onStop, onDrop, onSend }: ButtonsProps) {
  const first = useRef<HTMLButtonElement>(null);
  const { state } = recording;
  // The button that was pressed goes away; the focus goes on to the one in its place.
  useEffect(() => {
    if (document.activeElement === document.body) first.current?.focus();
  }, [state]);
  if (recording.state === 'recording') {
    const more = Math.ceil(LEAST - recording.seconds);
    return (
      <>
        <Button ref={first} look="main" aria-disabled={more > 0} onClick={() => more <= 0 && onStop()}>
          <Icon name="stop" />
          {more > 0 ? `Stop (in ${more} s)` : 'Stop'}
        </Button>
        <Button onClick={onDrop}>Cancel</Button>
        <span className={styles.left}>{`${clock(recording.seconds)} of ${clock(MOST)}`}</span>
      </>
    );
  }
  if (recording.state === 'recorded') {
    return (
      <>
        <Button ref={first} look="main" onClick={() => onSend(recording.file)}>Have it heard</Button>
        <Button onClick={onStart}>Record again</Button>
        <Button onClick={onDrop}>Throw it away</Button>
      </>
    );
  }
  if (state === 'asking') return <Button ref={first} onClick={onDrop}>Cancel</Button>;
  return (
    <Button ref={first} look="main" onClick={onStart}>
      <Icon name="microphone" />
      {state === 'failed' ? 'Try again' : 'Start recording'}
    </Button>
  );
}
