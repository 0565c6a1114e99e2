import type { ReactNode, Ref } from 'react';
import { Artwork } from '@/components/Artwork';
import styles from './SongHeader.module.css';

interface Props {
  title: string;
  /** Artists, album: whatever is known. */
  byline: string;
  origin: string;
  link?: { href: string; label: string } | null;
  artwork?: string | null;
  seed: string;
  playing: boolean;
  headingRef: Ref<HTMLHeadingElement>;
  /** What was heard, in a line: the answer comes before its evidence. */
  heard: ReactNode;
  /** What its terms want shown. */
  children: ReactNode;
}

export function SongHeader({ title, byline, origin, link, artwork, seed, playing, headingRef, heard, children }: Props) {
  return (
    <header className={styles.header}>
      <Artwork className={styles.artwork} seed={seed} src={artwork ?? null} turning={playing} />
      <div className={styles.words}>
        <p className={styles.origin}>
          {origin}
          {link && (
            <>
              {' · '}
              <a href={link.href} rel="noreferrer" target="_blank">
                {link.label}
              </a>
            </>
          )}
        </p>
        <h1 ref={headingRef} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        <p className={styles.byline}>{byline}</p>
        <p className={styles.heard}>{heard}</p>
        {children}
      </div>
    </header>
  );
}
