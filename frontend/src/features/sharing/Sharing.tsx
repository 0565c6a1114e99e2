import { useId, useState } from 'react';
import type { Judged } from '@/api';
import { resultText } from '@/api/raw';
import { Button } from '@/components/Button';
import { Hidden } from '@/components/Hidden';
import { Icon } from '@/components/Icon';
import styles from './Sharing.module.css';
import { csvOf, fileName, save } from './files';

interface Props {
  classification: Judged;
  title: string;
  byline: string;
}

const FAILED = 'That did not work; please try again.';

/** Give a result on: by its address, by the system's own sheet, or as a file. */
export default function Sharing({ classification, title, byline }: Props) {
  const [said, setSaid] = useState('');
  const [open, setOpen] = useState(false);
  const id = useId();
  const act = (work: () => Promise<string>) => {
    work().then(setSaid, () => setSaid(FAILED));
  };
  // The clipboard and the sheet are there on https and on this very machine only.
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href);
    return 'Address copied';
  };
  const share = async () => {
    // Closing the sheet is no failure.
    await navigator.share({ title, text: classification.verdict.sentence, url: window.location.href }).catch(() => undefined);
    return '';
  };
  const files = {
    JSON: () => resultText(classification.id),
    CSV: () => Promise.resolve(csvOf(classification, title)),
    PNG: async () => (await import('./card')).cardOf(classification, title, byline),
  };
  const types = { JSON: 'application/json', CSV: 'text/csv', PNG: 'image/png' };
  const keep = (kind: keyof typeof files) => async () => {
    const name = fileName(title, kind.toLowerCase());
    save(new Blob([await files[kind]()], { type: types[kind] }), name);
    return `Saved as ${name}`;
  };
  return (
    <>
      {'clipboard' in navigator && (
        <Button onClick={() => act(copy)}>
          <Icon name="link" />
          {said === 'Address copied' ? said : 'Copy this address'}
        </Button>
      )}
      {'share' in navigator && (
        <Button onClick={() => act(share)}>
          <Icon name="share" />
          Share
        </Button>
      )}
      <Button aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Icon name="save" />
        Save as a file
      </Button>
      <div id={id} role="group" aria-label="Kinds of files" hidden={!open} className={styles.files}>
        {(['PNG', 'CSV', 'JSON'] as const).map((kind) => (
          <Button key={kind} onClick={() => act(keep(kind))}>
            {{ PNG: 'Picture (PNG)', CSV: 'Table (CSV)', JSON: 'Everything (JSON)' }[kind]}
          </Button>
        ))}
      </div>
      <p className={styles.said} aria-hidden="true">
        {said !== 'Address copied' && said}
      </p>
      <Hidden>
        <span role="status">{said}</span>
      </Hidden>
    </>
  );
}
