import { Icon } from '@/components/Icon';
import styles from './Recorder.module.css';
import type { Obstacle as Kind } from './capture';

const words: Record<Kind, [title: string, advice: string]> = {
  refused: [
    'This page may not use the microphone.',
    'Open the sign beside the address, allow the microphone for this page, and try again. Nothing is sent before you say so.',
  ],
  none: ['No microphone was found.', 'Plug one in, or choose a file instead.'],
  busy: ['The microphone is taken.', 'Another program holds it; end that one, and try again.'],
  insecure: ['The browser lends no microphone to this address.', 'It does so on https and on this very machine (localhost) only. A file can be chosen anywhere.'],
  failed: ['Recording does not work in this browser.', 'Choose a file instead, or try another browser.'],
};

/** Why it does not record, and what helps. */
export function Obstacle({ kind }: { kind: Kind }) {
  const [title, advice] = words[kind];
  return (
    <div className={styles.obstacle} role="alert">
      <Icon name="alert" size={24} />
      <div>
        <p className={styles.title}>{title}</p>
        <p>{advice}</p>
      </div>
    </div>
  );
}
