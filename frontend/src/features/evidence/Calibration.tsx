import type { CalibrationBin } from '@/api/generated';
import { Numbers } from '@/components/Numbers';
import { Dot, line, Plot, type Axis } from '@/components/Plot';
import { percent } from '@/lib/format';
import styles from './Evidence.module.css';

const ticks = [0, 0.25, 0.5, 0.75, 1];
const x: Axis = { name: 'Probability it gave', range: [0, 1], ticks, say: percent };
const y: Axis = { name: 'Share that was right', range: [0, 1], ticks, say: percent };

/** Whether "60 %" is right six times in ten. */
export function Calibration({ bins }: { bins: CalibrationBin[] }) {
  const full = bins.filter(({ rows }) => rows > 0);
  const points = full.map(({ mean_probability: said, share_right: was }): [number, number] => [said, was]);
  const songs = full.reduce((sum, { rows }) => sum + rows, 0);
  const gap = full.reduce((sum, { rows, mean_probability: said, share_right: was }) => sum + rows * Math.abs(said - was), 0) / Math.max(1, songs);
  return (
    <div className={styles.pair}>
      <Plot
        label={`Calibration curve: what was right against what was said. On average they are ${percent(gap, 1)} apart; the dashed diagonal would be perfect.`}
        x={x}
        y={y}
        over={points.map((at) => <Dot key={at[0]} x={x} y={y} at={at} />)}
      >
        <path d="M0 100L100 0" stroke="var(--line-strong)" strokeDasharray="4 4" />
        <path d={line(x, y, points)} stroke="var(--leaf)" strokeWidth="2.5" fill="none" />
      </Plot>
      <div className={styles.words}>
        <p>
          {`A probability is worth something when it keeps its word. Of answers given with 60%, six in ten should be right: then a point lies on the dashed line. Here they are ${percent(gap, 1)} away from it on average.`}
        </p>
        <p className={styles.soft}>Below the line it promised too much, above it too little.</p>
        <Numbers
          caption="Calibration"
          head={['Probability given', 'On average', 'Right', 'Songs']}
          rows={full.map((bin) => [
            `${percent(bin.from)} to ${percent(bin.to)}`,
            percent(bin.mean_probability, 1),
            percent(bin.share_right, 1),
            bin.rows.toLocaleString('en'),
          ])}
        />
      </div>
    </div>
  );
}
