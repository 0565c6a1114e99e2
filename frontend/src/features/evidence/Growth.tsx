import { Numbers } from '@/components/Numbers';
import { Dot, line, Plot, type Axis } from '@/components/Plot';
import { percent } from '@/lib/format';
import type { Voters } from '@/lib/voters';
import styles from './Evidence.module.css';

interface Props {
  growth: { forests: number; accuracy: number }[];
  baseline: { accuracy: number } | null;
  voters: Voters;
}

/** So many show how soon the others add little. */
const FEW = 5;

/** What more voters add. */
export function Growth({ growth, baseline, voters }: Props) {
  const first = growth[0];
  const last = growth.at(-1);
  if (!first || !last) return null;
  const values = [...growth.map(({ accuracy }) => accuracy), ...(baseline ? [baseline.accuracy] : [])];
  const [low, high] = [Math.floor(Math.min(...values) * 50) / 50, Math.ceil(Math.max(...values) * 50) / 50];
  const most = last.forests;
  const x: Axis = { name: `${voters.many} that vote`, range: [1, most], ticks: [1, 5, 10, 15, 20].filter((n) => n <= most), say: String };
  const steps = Math.max(1, Math.round((high - low) / 0.02));
  const every = Math.ceil(steps / 6);
  const y: Axis = {
    name: 'Right at the first guess',
    range: [low, high],
    ticks: Array.from({ length: steps + 1 }, (_, i) => low + i * 0.02).filter((_, i) => i % every === 0),
    say: percent,
  };
  const points = growth.map(({ forests, accuracy }): [number, number] => [forests, accuracy]);
  const few = growth.find(({ forests }) => forests === FEW && FEW < most);
  const said = `One ${voters.one} alone is right ${percent(first.accuracy, 1)} of the time, ${most} together ${percent(last.accuracy, 1)}.`;
  return (
    <div className={styles.pair}>
      <Plot label={said} x={x} y={y} over={points.map((at) => <Dot key={at[0]} x={x} y={y} at={at} className={styles.small} />)}>
        {baseline && <path d={line(x, y, [[1, baseline.accuracy], [most, baseline.accuracy]])} stroke="var(--amber)" strokeWidth="2" strokeDasharray="6 4" />}
        <path d={line(x, y, points)} stroke="var(--leaf)" strokeWidth="2.5" fill="none" />
      </Plot>
      <div className={styles.words}>
        <p>{[said, last.accuracy > first.accuracy && 'Their mistakes differ, so together they make fewer.', few && `With ${few.forests} it is ${percent(few.accuracy, 1)}.`].filter(Boolean).join(' ')}</p>
        {baseline && <p className={styles.soft}>{`Dashed: the published recipe of 2017, with ${percent(baseline.accuracy, 1)}.`}</p>}
        <Numbers
          caption="Accuracy by the number of voters"
          head={[`How many ${voters.many}`, 'Right at the first guess']}
          rows={growth.map(({ forests, accuracy }) => [forests, percent(accuracy, 2)])}
        />
      </div>
    </div>
  );
}
