import { skipToken } from '@reduxjs/toolkit/query';
import type { CSSProperties } from 'react';
import { api } from '@/api';
import { Numbers } from '@/components/Numbers';
import { Section } from '@/components/Section';
import { Skeleton } from '@/components/Skeleton';
import { figure } from '@/lib/format';
import styles from './Sound.module.css';
import { differences, type Difference } from './differences';
import type { Song } from './useSongs';

const FIRST = 8;

/** In which features the songs differ most, each song on the spread of all songs. */
export function Sound({ songs }: { songs: Song[] }) {
  const heard = songs.flatMap(({ answer, letter }) => (answer?.features ? [{ letter, id: answer.id, features: answer.features }] : []));
  const [first] = heard;
  // What the features mean is the same for every song of a model.
  const { data: why, isLoading } = api.useClassificationsWhyQuery(first ? { classificationId: first.id } : skipToken);
  const mixed = heard.some(({ features }) => features.schema !== first?.features.schema);
  const rows = mixed ? [] : differences(heard.map(({ features }) => features), why?.contributions ?? []);
  const letters = heard.map(({ letter }) => letter);
  return (
    <Section id="sound" title="What differs most in the sound" busy={isLoading}>
      {isLoading && <Skeleton className={styles.waiting} />}
      {!isLoading && rows.length === 0 && (
        <p className={styles.aside}>
          {mixed ? 'These songs were heard by models that measure different things, so their sound cannot be compared here.' : 'What was measured in these songs has no words to compare it by.'}
        </p>
      )}
      {rows.length > 0 && (
        <>
          <ol className={styles.rows}>
            {rows.slice(0, FIRST).map((row) => (
              <li key={row.feature} className={styles.row}>
                <div className={styles.words}>
                  <h3>{row.title}</h3>
                  <p>{row.words}</p>
                </div>
                <div>
                  <Strip row={row} letters={letters} />
                  <p className={styles.values}>
                    {row.values.map((value, i) => `${letters[i] ?? ''} ${figure(value)}`).join(' · ')} {row.unit}
                  </p>
                </div>
              </li>
            ))}
          </ol>
          {rows[0]?.usual && <p className={styles.aside}>The shaded part holds the middle half of all songs the model learnt from.</p>}
          <Numbers
            caption="Every feature of every song"
            summary="All features in a table"
            head={['Feature', ...letters, 'Unit']}
            rows={rows.map(({ title, values, unit }) => [title, ...values.map((value) => figure(value)), unit ?? '–'])}
          />
        </>
      )}
    </Section>
  );
}

/** Each song as a dot on a line of its own, over the middle half of all songs. */
function Strip({ row: { values, usual }, letters }: { row: Difference; letters: string[] }) {
  const all = [...values, ...(usual ? [usual.low, usual.high] : [])];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const at = (value: number) => `${(((value - low) / (high - low || 1)) * 100).toFixed(1)}%`;
  return (
    <div className={styles.strip} aria-hidden="true">
      {usual && <span className={styles.usual} style={{ '--from': at(usual.from), '--to': at(usual.to) } as CSSProperties} />}
      {values.map((value, i) => (
        <span key={letters[i]} className={styles.line}>
          <span className={styles.dot} style={{ '--at': at(value) } as CSSProperties}>
            {letters[i]}
          </span>
        </span>
      ))}
    </div>
  );
}
