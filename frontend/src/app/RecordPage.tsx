import { Recorder } from '@/features/microphone/Recorder';
import { usePage } from '@/lib/usePage';
import styles from './RecordPage.module.css';
import { useListen } from './useListen';

/** A song that plays in the room. */
export default function RecordPage() {
  const heading = usePage('Record');
  const listen = useListen();
  return (
    <article className={styles.page}>
      <h1 ref={heading} tabIndex={-1}>
        What is playing in the room?
      </h1>
      <p>The microphone listens only while you record, and nothing leaves your browser before you send it.</p>
      <Recorder onFile={listen.file} />
    </article>
  );
}
