import type { SourceOutcome } from '@/api';
import { explain } from '@/api/explain';
import { useSources } from '@/api/useSources';
import { listed, wait } from '@/lib/format';
import styles from './SearchBox.module.css';
import { sourcesOf } from './sourcesOf';
import type { Suggestions } from './useSuggestions';

/** What a person should know about the list above: nothing found, catalogues that are slow or away, whose songs these are. */
export function SourceNotes({ found, text }: { found: Suggestions; text: string }) {
  const { nameOf, noticeOf } = useSources();
  if (found.problem) {
    const { title, advice } = explain(found.problem);
    return <p className={styles.note}>{`${title} ${advice}`}</p>;
  }
  if (found.tracks.length === 0 && found.waiting) return <p className={styles.note}>Searching…</p>;

  const late = found.pending ? found.sources.filter(({ pending }) => pending).map(({ id }) => nameOf(id)) : [];
  const troubles = troubleOf(found.sources, nameOf);
  const notices = new Set(found.tracks.flatMap(sourcesOf).map(noticeOf).filter(Boolean));
  return (
    <>
      {found.tracks.length === 0 && late.length === 0 && (
        <p className={styles.note}>
          Nothing found for “{text}”. Try fewer words, or the artist alone. Or choose a file.
        </p>
      )}
      {late.length > 0 && <p className={styles.note}>{`Still asking ${listed(late)}…`}</p>}
      {troubles && <p className={styles.note}>{troubles}</p>}
      {notices.size > 0 && <p className={styles.notice}>{[...notices].join(' ')}</p>}
    </>
  );
}

/** However many catalogues are away, it is one calm line. */
function troubleOf(sources: SourceOutcome[], nameOf: (id: string) => string): string {
  const away = sources.filter(({ status }) => status === 'unavailable').map(({ id }) => nameOf(id));
  const busy = sources
    .filter(({ status }) => status === 'rate_limited')
    .map(({ id, retry_after: seconds }) => nameOf(id) + (seconds ? ` (back in ${wait(seconds)})` : ''));
  return [
    ...sources.filter(({ status, note }) => status === 'ok' && note).map(({ id, note }) => `${nameOf(id)}: ${note ?? ''}`),
    away.length > 0 && `${listed(away)} ${away.length > 1 ? 'are' : 'is'} not answering just now.`,
    busy.length > 0 && `${listed(busy)} ${busy.length > 1 ? 'want' : 'wants'} us to slow down.`,
  ].filter(Boolean).join(' ');
}
