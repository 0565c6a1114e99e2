import { Link } from 'react-router';
import { explain } from '@/api/explain';
import { Button } from '@/components/Button';
import { GenreTree } from '@/components/GenreTree';
import { Icon } from '@/components/Icon';
import type { Queued } from '@/features/submission/queue';
import { useQueue } from '@/features/submission/useQueue';
import { FileButton } from '@/features/upload/FileButton';
import { counted } from '@/lib/format';
import { usePage } from '@/lib/usePage';
import styles from './SeveralPage.module.css';
import { useListen } from './useListen';

const stages = { waiting: 'waits for its turn', sending: 'on its way…', listening: 'listening…' };

/** Several files, heard one after another, with what came of each. */
export default function SeveralPage() {
  const heading = usePage('Several songs');
  const { items, retry, call } = useQueue();
  const listen = useListen({ replace: true });
  const heard = items.filter(({ state }) => state === 'done').length;
  const failed = items.filter(({ state }) => state === 'failed').length;
  const waiting = items.some(({ state }) => state === 'waiting');
  const over = items.length > 0 && heard + failed === items.length;
  return (
    <article className={styles.page}>
      <h1 ref={heading} tabIndex={-1}>
        Several songs, one after another
      </h1>
      {items.length === 0 ? (
        <p>Nothing has been chosen here yet. Choose files, or drop them anywhere.</p>
      ) : (
        <p role="status">
          {`${heard} of ${counted(items.length, 'song')} heard${failed > 0 ? `, ${failed} could not be` : ''}.`}
        </p>
      )}
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.key} className={styles.row}>
            <Row item={item} onRetry={() => retry(item.key)} />
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <FileButton several onFiles={listen.files}>
          {items.length > 0 ? 'Choose more files' : 'Choose files'}
        </FileButton>
        {waiting && <Button onClick={call}>Leave out those that wait</Button>}
        {over && <Link to="/">Find another song</Link>}
      </div>
    </article>
  );
}

function Row({ item, onRetry }: { item: Queued; onRetry: () => void }) {
  const { name, state, id, genre, certain, problem } = item;
  const trouble = problem && explain(problem);
  return (
    <>
      <GenreTree className={styles.tree} genre={genre} />
      <span className={styles.words}>
        {state === 'done' ? <Link to={`/c/${id ?? ''}`}>{name}</Link> : <span className={styles.title}>{name}</span>}
        {trouble && <span className={styles.trouble}>{`${trouble.title} ${trouble.advice}`}</span>}
      </span>
      <span className={styles.genre}>
        {state === 'done' && (genre ? `${genre}${certain ? '' : '?'}` : 'unfamiliar')}
        {trouble?.retry && (
          <Button onClick={onRetry}>
            <Icon name="alert" />
            Try again
          </Button>
        )}
        {state !== 'done' && state !== 'failed' && stages[state]}
      </span>
    </>
  );
}
