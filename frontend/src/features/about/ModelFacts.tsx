import type { Model } from '@/api';
import { asProblem } from '@/api/problem';
import { isShare, scoreName } from '@/api/scores';
import { Skeleton } from '@/components/Skeleton';
import { Tree } from '@/components/Tree';
import { Trouble } from '@/components/Trouble';
import { percent } from '@/lib/format';
import { genreColour, genreLook } from '@/lib/genres';
import { votersOf } from '@/lib/voters';
import styles from './AboutPage.module.css';
import { AgreementChart } from './AgreementChart';
import { useModelOfPage } from './useModelOfPage';

export function ModelFacts() {
  const { models, model, error, refetch, show } = useModelOfPage();
  if (error) return <Trouble problem={asProblem(error)} onRetry={refetch} />;
  if (!models) return <Skeleton className={styles.waiting} />;
  if (!model) return <p>No model is installed here yet.</p>;
  return (
    <>
      {models.length > 1 && (
        <label className={styles.which}>
          The figures of{' '}
          <select value={model.name} onChange={(event) => show(event.currentTarget.value)}>
            {models.map(({ name, version, default: usual }) => (
              <option key={name} value={name}>
                {`${name} ${version}${usual ? ', the usual one' : ''}`}
              </option>
            ))}
          </select>
        </label>
      )}
      <Scores model={model} />
      <AgreementChart table={model.agreement} voters={votersOf(model.family)} />
      <Genres model={model} />
    </>
  );
}

function Scores({ model }: { model: Model }) {
  const figure = (name: string, value: number | null) =>
    value === null ? '–' : isShare(name) ? percent(value, 1) : value.toFixed(2);
  return (
    <>
      <p className={styles.protocol} id="protocol">
        {`${model.name} ${model.version}.`} {model.protocol && `Measured: ${model.protocol}`}
      </p>
      {/* On a narrow screen the table scrolls sideways, so the keyboard must be able to get there. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Scores" aria-describedby="protocol">
      <table className={styles.scores}>
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">This model</th>
            <th scope="col">95% interval</th>
            <th scope="col">Recipe of 2017</th>
          </tr>
        </thead>
        <tbody>
          {model.scores.map(({ name, value, low, high, baseline }) => (
            <tr key={name}>
              <th scope="row">{scoreName(name)}</th>
              <td>{figure(name, value)}</td>
              <td>{low !== null && high !== null ? `${figure(name, low)} to ${figure(name, high)}` : '–'}</td>
              <td>{figure(name, baseline)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    </>
  );
}

function Genres({ model }: { model: Model }) {
  const recall = (name: string) => {
    const score = model.genre_scores.find(({ genre }) => genre === name);
    return typeof score?.recall === 'number' ? percent(score.recall) : '';
  };
  return (
    <div className={styles.families}>
      <h3>{`The ${model.genres.length} genres it knows`}</h3>
      <p>
        Anything else gets the nearest of these, or “not sure”. Beside each: how many of its songs were recognised at the first guess,
        out of those that were not learnt from.
      </p>
      <dl>
        {model.families.map(({ name, genres }) => (
          <div key={name}>
            <dt>{name}</dt>
            {genres.map((genre) => (
              <dd key={genre}>
                <Tree className={styles.tree} shape={genreLook(genre).shape} colour={genreColour(genre)} />
                {genre}
                <span className={styles.recall}>{recall(genre)}</span>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </div>
  );
}
