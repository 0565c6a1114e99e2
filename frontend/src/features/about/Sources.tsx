import { api } from '@/api';
import { asProblem } from '@/api/problem';
import { Skeleton } from '@/components/Skeleton';
import { Trouble } from '@/components/Trouble';
import styles from './AboutPage.module.css';

/** The catalogues that are on here, in the words they ask for. */
export function Sources() {
  const { data, error, refetch } = api.useSourcesListQuery();
  if (error) return <Trouble problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className={styles.waiting} />;
  if (data.results.length === 0) return <p>No catalogue is on here; any file can be heard.</p>;
  return (
    <dl className={styles.sources}>
      {data.results.map(({ id, name, attribution, notice, terms_url: terms }) => (
        <div key={id}>
          <dt>{name}</dt>
          {attribution && <dd>{attribution}</dd>}
          {notice && <dd>{notice}</dd>}
          {terms && (
            <dd>
              <a href={terms} rel="noreferrer">{`Terms of ${name}`}</a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
