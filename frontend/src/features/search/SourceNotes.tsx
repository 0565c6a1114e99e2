import { api, type SourceOutcome } from '@/api';
import { explain } from '@/api/explain';
import { counted } from '@/lib/format';
import styles from './SearchBox.module.css';
import type { Suggestions } from './useSuggestions';

/** What a person should know about the list above: nothing found, or a catalogue that did not answer. */
export function SourceNotes({ found, text }: { found: Suggestions; text: string }) {
  const { data: sources } = api.useSourcesListQuery();
  const name = (id: string) => sources?.results.find((source) => source.id === id)?.name ?? id;
  const troubles = found.sources.filter(({ status, note }) => status !== 'ok' || note);

  if (found.problem) {
    const { title, advice } = explain(found.problem);
    return <p className={styles.note}>{`${title} ${advice}`}</p>;
  }
  if (found.tracks.length === 0 && found.waiting) return <p className={styles.note}>Searching…</p>;
  return (
    <>
      {found.tracks.length === 0 && (
        <p className={styles.note}>
          Nothing found for “{text}”. Try fewer words, or the artist alone. Or choose a file.
        </p>
      )}
      {troubles.map((source) => (
        <p key={source.id} className={styles.note}>
          {sentence(name(source.id), source)}
        </p>
      ))}
    </>
  );
}

function sentence(name: string, { status, retry_after: wait, note }: SourceOutcome): string {
  if (note) return `${name}: ${note}`;
  const again = wait ? ` It should be back in ${counted(Math.ceil(wait), 'second')}.` : '';
  if (status === 'rate_limited') return `${name} wants us to slow down.${again}`;
  return `${name} is not answering.${again}`;
}
