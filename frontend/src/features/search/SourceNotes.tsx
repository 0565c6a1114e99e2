import type { ReactNode } from 'react';
import type { SourceOutcome } from '@/api';
import { explain } from '@/api/explain';
import { useSources } from '@/api/useSources';
import { listed, wait } from '@/lib/format';
import styles from './SearchBox.module.css';
import { sourcesOf } from './sourcesOf';
import type { Suggestions } from './useSuggestions';

interface Props {
  found: Suggestions;
  text: string;
  /** What to offer where nothing is found because catalogues are away. */
  rescue: ReactNode;
}

/** What a person should know about the list above: nothing found, catalogues that are slow or away, whose songs these are. */
export function SourceNotes({ found, text, rescue }: Props) {
  const { nameOf, noticeOf } = useSources();
  if (found.problem) {
    const { title, advice } = explain(found.problem);
    return <p className={styles.note}>{`${title} ${advice}`}</p>;
  }
  const { sources, tracks } = found;
  if (tracks.length === 0 && found.waiting) return <p className={styles.note}>Searching…</p>;

  const late = found.pending ? sources.filter(({ pending }) => pending).map(({ id }) => nameOf(id)) : [];
  const empty = tracks.length === 0 && late.length === 0;
  const lame = sources.some(({ status }) => status !== 'ok');
  const troubles = troubleOf(sources, nameOf);
  const notes = notesOf(sources, nameOf, empty);
  const notices = new Set(tracks.flatMap(sourcesOf).map(noticeOf).filter(Boolean));
  return (
    <>
      {/* Who is away may be why nothing was found, so it comes first then. */}
      {empty && lame && <p className={styles.note}>{`${troubles} ${searched(sources, nameOf, text)}`}</p>}
      {empty && !lame && (
        <p className={styles.note}>
          Nothing found for “{text}”. Try fewer words, or the artist alone. Or choose a file.
        </p>
      )}
      {late.length > 0 && <p className={styles.note}>{`Still asking ${listed(late)}…`}</p>}
      {(notes || (troubles && !empty)) && <p className={styles.note}>{[notes, !empty && troubles].filter(Boolean).join(' ')}</p>}
      {empty && lame && rescue && <div className={styles.rescue}>{rescue}</div>}
      {notices.size > 0 && <p className={styles.notice}>{[...notices].join(' ')}</p>}
    </>
  );
}

type Names = (id: string) => string;

/** Where nothing was found, by those that did answer. */
function searched(sources: SourceOutcome[], nameOf: Names, text: string): string {
  const names = sources.filter(({ status }) => status === 'ok').map(({ id }) => nameOf(id));
  return `Nothing found for “${text}”${names.length > 0 ? ` in ${listed(names)}` : ''}. You can choose a file.`;
}

/** What catalogues say of themselves; that no folders are set matters only where nothing is found. */
function notesOf(sources: SourceOutcome[], nameOf: Names, empty: boolean): string {
  return sources
    .filter(({ status, note }) => status === 'ok' && note && (empty || !note.includes('LIBRARY_DIRS')))
    .map(({ id, note }) => `${nameOf(id)}: ${note ?? ''}`)
    .join(' ');
}

/** However many catalogues are away, it is one calm line. */
function troubleOf(sources: SourceOutcome[], nameOf: Names): string {
  const away = sources.filter(({ status }) => status === 'unavailable').map(({ id }) => nameOf(id));
  const busy = sources
    .filter(({ status }) => status === 'rate_limited')
    .map(({ id, retry_after: seconds }) => nameOf(id) + (seconds ? ` (back in ${wait(seconds)})` : ''));
  return [
    away.length > 0 && `${listed(away)} ${away.length > 1 ? 'are' : 'is'} not answering just now.`,
    busy.length > 0 && `${listed(busy)} ${busy.length > 1 ? 'want' : 'wants'} us to slow down.`,
  ].filter(Boolean).join(' ');
}
