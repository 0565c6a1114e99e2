import { asProblem } from '@/api/problem';
import { Skeleton } from '@/components/Skeleton';
import { Trouble } from '@/components/Trouble';
import { ModelChoice } from '@/features/evidence/ModelChoice';
import { useModelOfPage } from '@/features/evidence/useModelOfPage';
import { usePage } from '@/lib/usePage';
import { votersOf } from '@/lib/voters';
import styles from './HowPage.module.css';
import { HowParts, PARTS } from './HowParts';

/** The whole way from a sound to a verdict, with the figures of the model that hears here. */
export default function HowPage() {
  const heading = usePage('How it works');
  const { models, model, error, refetch, show } = useModelOfPage();
  const { listeners } = votersOf(model?.family ?? 'forests');
  return (
    <article className={styles.how}>
      <header className={styles.head}>
        <h1 ref={heading} tabIndex={-1}>
          {`How twenty ${listeners} hear a song`}
        </h1>
        <p className={styles.lead}>
          AudioFiler listens to half a minute of sound. No name, no artist, no lyrics: only what can be measured in the sound itself.
        </p>
        <nav aria-label="On this page">
          <ul className={styles.contents}>
            {PARTS.map(([id, name]) => (
              <li key={id}>
                <a href={`#${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div className={styles.choice}>{models && model && <ModelChoice models={models} model={model} onShow={show} />}</div>
      </header>
      {error && <Trouble problem={asProblem(error)} onRetry={refetch} />}
      {!error && !models && <Skeleton className={styles.waiting} />}
      {models && !model && <p>No model is installed here yet.</p>}
      {model && <HowParts key={model.name} model={model} />}
    </article>
  );
}
