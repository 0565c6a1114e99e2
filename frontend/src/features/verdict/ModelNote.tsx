import { Link } from 'react-router';
import { api, type UsedModel } from '@/api';
import { accuracyOf } from '@/api/scores';
import { percent } from '@/lib/format';
import type { Voters } from '@/lib/voters';
import styles from './ModelNote.module.css';

/** Which model it was, and how often it is right. */
export function ModelNote({ model, voters }: { model: UsedModel; voters: Voters }) {
  const { data: list } = api.useModelsListQuery();
  const data = list?.results.find(({ name }) => name === model.name);
  const accuracy = data && accuracyOf(data);
  return (
    <section aria-label="About this answer" className={styles.note}>
      <p>
        Answered by <strong>{model.name}</strong> {model.version}, {model.forests} {voters.made}.{' '}
        {accuracy && (
          <>
            On songs none of them had heard, the most voted of {data.genres.length} genres was the right one in{' '}
            <strong>{percent(accuracy.value, 1)}</strong> of cases
            {accuracy.low !== null && accuracy.high !== null && (
              <> (95% interval {`${percent(accuracy.low, 1)} to ${percent(accuracy.high, 1)}`})</>
            )}
            .{' '}
          </>
        )}
        <Link to={`/about?model=${encodeURIComponent(model.name)}`}>How it works, and how sure it is</Link>
      </p>
    </section>
  );
}
