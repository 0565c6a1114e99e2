import type { CSSProperties } from 'react';
import { titleOf } from '@/api/history';
import { Section } from '@/components/Section';
import { percent } from '@/lib/format';
import { genreColour } from '@/lib/genres';
import styles from './Compare.module.css';
import type { Song } from './useSongs';

const MOST_GENRES = 10;

/** The votes of all songs on one scale, as a table whose cells are bars. */
export function Votes({ songs }: { songs: Song[] }) {
  const answers = songs.flatMap(({ answer, letter }) => (answer ? [{ answer, letter }] : []));
  const share = (genre: string) => Math.max(...answers.map(({ answer }) => answer.votes.find((row) => row.genre === genre)?.fraction ?? 0));
  const genres = [...new Set(answers.flatMap(({ answer }) => answer.votes.map(({ genre }) => genre)))];
  const shown = genres.sort((a, b) => share(b) - share(a)).slice(0, MOST_GENRES);
  return (
    <Section id="votes" title="The votes">
      {/* It scrolls by itself, so the keyboard must be able to get there. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} role="region" aria-label="Votes side by side" tabIndex={0}>
        <table className={styles.table} style={{ '--songs': answers.length } as CSSProperties}>
          <thead>
            <tr>
              <th scope="col">Genre</th>
              {answers.map(({ answer, letter }) => (
                <th key={answer.id} scope="col" aria-label={`${letter}: ${titleOf(answer)}`}>
                  {letter}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((genre) => (
              <tr key={genre}>
                <th scope="row">{genre}</th>
                {answers.map(({ answer }) => {
                  const row = answer.votes.find((one) => one.genre === genre);
                  const likely = answer.probabilities.find((one) => one.genre === genre);
                  return (
                    <td key={answer.id}>
                      <span className={styles.bar} aria-hidden="true" style={{ '--colour': genreColour(genre), '--share': `${(row?.fraction ?? 0) * 100}%` } as CSSProperties} />
                      <span className={styles.numbers}>
                        {row?.votes ?? 0} <small>of {answer.model.forests}</small> {likely && <small className={styles.likely}>{percent(likely.probability)} likely</small>}
                      </span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
