import { useEffect, useSyncExternalStore } from 'react';
import { Icon } from '@/components/Icon';
import { connection, reached, subscribe } from '@/lib/connection';
import styles from './Layout.module.css';

/** Between two looks whether the server is back, in milliseconds. */
const PAUSE = 5000;

const words = {
  here: '',
  offline: 'You are offline. What is on this page stays; the rest comes with the connection.',
  away: 'The server cannot be reached just now. What is on this page stays.',
};

/** Says while there is no connection, and that it is back. */
export function Connection() {
  const state = useSyncExternalStore(subscribe, connection);
  useEffect(() => {
    if (state !== 'away') return;
    const timer = setInterval(() => {
      fetch('/healthz').then(({ ok }) => reached(ok), () => undefined);
    }, PAUSE);
    return () => clearInterval(timer);
  }, [state]);
  return (
    <div role="status" aria-label="Connection">
      {state !== 'here' && (
        <p className={styles.connection}>
          <Icon name="alert" />
          {words[state]}
        </p>
      )}
    </div>
  );
}
