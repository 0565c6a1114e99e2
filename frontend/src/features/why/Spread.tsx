import type { Distribution } from '@/api/generated';
import { genreColour } from '@/lib/genres';
import styles from './Spread.module.css';

const WIDTH = 200;

interface Props {
  value: number;
  distribution: Distribution;
  genre: string;
  against: string;
}

/** Where this song lies among the songs of both genres: a box for the middle half, a line for nine of ten, a mark for the song. */
export function Spread({ value, distribution, genre, against }: Props) {
  const rows = [
    { name: genre, levels: distribution.genre },
    { name: against, levels: distribution.against },
  ];
  const all = [value, ...rows.flatMap(({ levels }) => levels)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const x = (at: number) => 4 + ((at - low) / (high - low || 1)) * (WIDTH - 8);
  return (
    <svg viewBox={`0 0 ${WIDTH} 34`} className={styles.spread} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {rows.map(({ name, levels: [p5 = low, p25 = low, p50 = low, p75 = high, p95 = high] }, i) => (
        <g key={name} fill={genreColour(name)}>
          <rect x={x(p5)} width={Math.max(1, x(p95) - x(p5))} y={8 + i * 15} height="2" />
          <rect x={x(p25)} width={Math.max(1, x(p75) - x(p25))} y={4 + i * 15} height="10" rx="2" opacity="0.55" />
          <rect x={x(p50) - 0.75} width="1.5" y={4 + i * 15} height="10" />
        </g>
      ))}
      <rect x={x(value) - 1.25} width="2.5" y="0" height="34" rx="1" fill="var(--ink)" />
    </svg>
  );
}
