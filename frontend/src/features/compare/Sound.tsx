import { skipToken } from '@reduxjs/toolkit/query';
import { api } from '@/api';
import { Disclosure } from '@/components/Disclosure';
import { Numbers } from '@/components/Numbers';
import { Section } from '@/components/Section';
import { Skeleton } from '@/components/Skeleton';
import { counted, figure } from '@/lib/format';
import styles from './Sound.module.css';
import { Strip } from './Strip';
import { differences, summed, type Difference } from './differences';
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
  const shown = summed(rows).slice(0, FIRST);
  const group = shown.find((parts) => parts.length > 1);
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
            {shown.map((parts) => (
              <Row key={parts[0]?.feature} parts={parts} letters={letters} />
            ))}
          </ol>
          {rows[0]?.usual && (
            <p className={styles.aside}>
              The shaded part holds the middle half of all songs the model learnt from. What lies furthest apart, in widths of that part, comes first
              {group && `; the ${group.length} measures of ${group[0]?.group?.title.toLowerCase() ?? ''} are one row, at the place of the one furthest apart`}.
            </p>
          )}
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

/** One feature; or several that say something together only, with the one that differs most and the rest on demand. */
function Row({ parts, letters }: { parts: Difference[]; letters: string[] }) {
  const [most] = parts;
  if (!most) return null;
  const { group } = most;
  const far = parts.filter(({ apart }) => apart > 1).length;
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <h3>{group?.title ?? most.title}</h3>
        <p>{group?.words ?? most.words}</p>
        {group && <p>{`In ${far} of ${counted(parts.length, 'measure')} the songs lie further apart than the middle half of all songs is wide; furthest in: ${inside(most, group.title)}.`}</p>}
      </div>
      <Strip row={most} letters={letters} />
      {group && (
        <div className={styles.parts}>
          <Disclosure summary={`All ${parts.length} measures of ${group.title.toLowerCase()}`}>
            <ol>
              {parts.map((part) => (
                <li key={part.feature} className={styles.row}>
                  <div className={styles.words}>
                    <h4>{part.title}</h4>
                    <p>{part.words}</p>
                  </div>
                  <Strip row={part} letters={letters} />
                </li>
              ))}
            </ol>
          </Disclosure>
        </div>
      )}
    </li>
  );
}

/** "Timbre, shape 4 of 13" in the row of the timbre: "shape 4 of 13". */
const inside = ({ title }: Difference, group: string) => title.replace(`${group}, `, '');
