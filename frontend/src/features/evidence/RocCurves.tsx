import { useId, useState } from 'react';
import type { Roc } from '@/api/generated';
import { Numbers } from '@/components/Numbers';
import { Dot, line, Plot, type Axis } from '@/components/Plot';
import { percent } from '@/lib/format';
import { genreColour } from '@/lib/genres';
import styles from './Evidence.module.css';

const STEPS = 100;
const ticks = [0, 0.25, 0.5, 0.75, 1];
const x: Axis = { name: 'Other songs wrongly taken', range: [0, 1], ticks, say: percent };
const y: Axis = { name: 'Its songs found', range: [0, 1], ticks, say: percent };

/** How well songs of one genre are told from all others, at every threshold. */
export function RocCurves({ curves }: { curves: Roc[] }) {
  const id = useId();
  const [wanted, setWanted] = useState('Rock');
  const [step, setStep] = useState(10);
  const curve = curves.find(({ genre }) => genre === wanted) ?? curves[0];
  if (!curve) return null;
  const { genre, area } = curve;
  const points = curve.false_positive.map((value, i): [number, number] => [value, curve.true_positive[i] ?? 0]);
  const wrong = step / STEPS;
  const found = heightAt(points, wrong);
  return (
    <div className={styles.pair}>
      <Plot
        label={`ROC curve of ${genre}: it rises to ${percent(heightAt(points, 0.1))} of its songs found where one in ten others is wrongly taken; the area below it is ${area.toFixed(2)}.`}
        x={x}
        y={y}
        over={<Dot x={x} y={y} at={[wrong, found]} />}
      >
        <path d="M0 100L100 0" stroke="var(--line-strong)" strokeDasharray="4 4" />
        {curves.filter((other) => other !== curve).map((other) => (
          <path key={other.genre} d={line(x, y, other.false_positive.map((value, i) => [value, other.true_positive[i] ?? 0]))} stroke="var(--line)" fill="none" />
        ))}
        <path d={line(x, y, points)} stroke={genreColour(genre)} strokeWidth="3" fill="none" />
      </Plot>
      <div className={styles.words}>
        <label className={styles.choice}>
          Genre
          <select value={genre} onChange={(event) => setWanted(event.currentTarget.value)}>
            {curves.map((other) => (
              <option key={other.genre}>{other.genre}</option>
            ))}
          </select>
        </label>
        <label className={styles.choice} htmlFor={id}>
          Walk along the curve
        </label>
        <input
          id={id}
          type="range"
          min={0}
          max={STEPS}
          value={step}
          aria-valuetext={`${percent(wrong)} wrongly taken, ${percent(found)} found`}
          onChange={(event) => setStep(Number(event.currentTarget.value))}
        />
        <p>{`Let ${percent(wrong)} of all other songs be called ${genre} by mistake, and ${percent(found)} of the ${genre} songs are found.`}</p>
        <p className={styles.soft}>
          {`Area ${area.toFixed(3)}: of two songs, one ${genre} and one not, the ${genre} one gets the higher probability ${percent(area)} of the time. Chance, the dashed line, would be 50%.`}
        </p>
        <Numbers
          summary="The areas of all genres"
          caption="Area under the ROC curve by genre"
          head={['Genre', 'Area', 'Found at 10% wrongly taken']}
          rows={[...curves].sort((a, b) => b.area - a.area).map((other) => [
            other.genre,
            other.area.toFixed(3),
            percent(heightAt(other.false_positive.map((value, i) => [value, other.true_positive[i] ?? 0]), 0.1)),
          ])}
        />
      </div>
    </div>
  );
}

/** How high a rising curve stands at `at`, between its points on a straight line. */
function heightAt(points: [number, number][], at: number): number {
  const i = points.findIndex(([value]) => value > at);
  const [x1, y1] = points[i < 0 ? points.length - 1 : Math.max(0, i - 1)] ?? [0, 0];
  const next = points[i];
  return i <= 0 || !next ? y1 : y1 + ((next[1] - y1) * (at - x1)) / (next[0] - x1);
}
