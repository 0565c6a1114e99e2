import { useState } from 'react';
import { Button } from '@/components/Button';
import { Hidden } from '@/components/Hidden';
import styles from './DevelopersPage.module.css';

/** A piece of code that can be copied; it scrolls sideways, also by the keyboard. */
export function Code({ name, language, children }: { name: string; language: string; children: string }) {
  const [copied, setCopied] = useState('');
  // The clipboard is there on https and on this very machine only.
  const canCopy = 'clipboard' in navigator;
  const copy = () => {
    navigator.clipboard.writeText(children).then(
      () => setCopied(children),
      () => setCopied(''),
    );
  };
  const done = copied === children;
  return (
    <div className={styles.code}>
      <span className={styles.language}>{language}</span>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} role="region" aria-label={`${name} with ${language}`}>
        <code>{children}</code>
      </pre>
      {canCopy && (
        <Button className={styles.copy} onClick={copy}>
          {done ? 'Copied' : 'Copy'}
          <Hidden>{`: ${name} with ${language}`}</Hidden>
        </Button>
      )}
      <Hidden>
        <span role="status">{done ? 'Copied' : ''}</span>
      </Hidden>
    </div>
  );
}
