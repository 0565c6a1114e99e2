import type { Model } from '@/api';
import { isShare, scoreName } from '@/api/scores';
import { percent } from '@/lib/format';
import styles from './Facts.module.css';

/** The measures beside those of the published recipe. */
export function Scores({ model }: { model: Model }) {
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
