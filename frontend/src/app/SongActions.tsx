import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '@/components/Button';
import { Hidden } from '@/components/Hidden';
import { Icon } from '@/components/Icon';
import styles from './SongPage.module.css';

/** Where to go from a finished song; one with a verdict has an address worth keeping. */
export function SongActions({ lasting }: { lasting: boolean }) {
  const [copied, setCopied] = useState(false);
  // The clipboard is there on https and on this very machine only.
  const canCopy = lasting && 'clipboard' in navigator;
  const copy = () => {
    navigator.clipboard.writeText(window.location.href).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className={styles.actions}>
      <Link to="/" state={{ search: true }} className={styles.next}>
        <Icon name="search" />
        Another song
      </Link>
      {canCopy && (
        <Button onClick={copy}>
          <Icon name="link" />
          {copied ? 'Address copied' : 'Copy this address'}
        </Button>
      )}
      <Hidden>
        <span role="status">{copied ? 'Address copied' : ''}</span>
      </Hidden>
    </div>
  );
}
