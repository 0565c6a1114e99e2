import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import styles from './SongPage.module.css';

/** Where to go from a finished song. */
export function SongActions() {
  const [copied, setCopied] = useState(false);
  // The clipboard is there on https and on this very machine only.
  const canCopy = 'clipboard' in navigator;
  const copy = () => {
    navigator.clipboard.writeText(window.location.href).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className={styles.actions}>
      <Link to="/" className={styles.next}>
        <Icon name="search" />
        Another song
      </Link>
      {canCopy && (
        <Button onClick={copy}>
          <Icon name="link" />
          <span role="status">{copied ? 'Address copied' : 'Copy this address'}</span>
        </Button>
      )}
    </div>
  );
}
