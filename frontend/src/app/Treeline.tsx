import { seeded } from '@/lib/seeded';
import styles from './HomePage.module.css';

/** The part behind the words; as much again grows on either side, for wide windows. */
const WIDTH = 1280;
const SIDE = 1280;
const SHORE = 190;

/** A treeline whose heights are a sound's waveform, mirrored in a lake. Drawn from a seed, so it is the same each time. */
export function Treeline() {
  return (
    <svg
      className={styles.treeline}
      viewBox={`${-SIDE} 0 ${WIDTH + 2 * SIDE} 300`}
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
      focusable="false"
    >
      <path d={trees(11, 34, 0.62, 26)} fill="var(--hill-far)" />
      <path d={trees(5, 26, 0.86, 21)} fill="var(--hill-mid)" />
      <path d={trees(23, 19, 1, 15)} fill="var(--hill-near)" />
      <g transform={`translate(0 ${SHORE * 2 + 4}) scale(1 -1)`} opacity="0.28">
        <path d={trees(5, 26, 0.55, 21)} fill="var(--hill-mid)" />
        <path d={trees(23, 19, 0.6, 15)} fill="var(--hill-near)" />
      </g>
    </svg>
  );
}

/** One path of spruces, `step` apart, as high as the envelope of a made-up sound. */
function trees(seed: number, step: number, height: number, width: number): string {
  const random = seeded(seed);
  const parts: string[] = [];
  for (let x = -SIDE - step; x < WIDTH + SIDE + step; x += step) {
    const t = x / WIDTH;
    // Lower in the middle, where the words stand.
    const swell = 0.3 + 0.7 * Math.min(1, Math.abs(2 * t - 1)) ** 1.4;
    const beat = 0.55 + 0.45 * Math.sin(t * 61 + seed) * Math.sin(t * 17);
    const h = (22 + 150 * swell * beat * (0.65 + 0.35 * random())) * height;
    parts.push(spruce(x + random() * step * 0.4, h, width));
  }
  return parts.join('');
}

function spruce(x: number, h: number, w: number): string {
  const tier = (at: number, half: number) => `L${(x + half * w).toFixed(1)} ${(SHORE - h * at).toFixed(1)}`;
  const right = [tier(0.62, 0.3), tier(0.62, 0.16), tier(0.32, 0.44), tier(0.32, 0.24), tier(0, 0.58)];
  const left = [tier(0, -0.58), tier(0.32, -0.24), tier(0.32, -0.44), tier(0.62, -0.16), tier(0.62, -0.3)];
  return `M${x.toFixed(1)} ${(SHORE - h).toFixed(1)}${right.join('')}${left.join('')}Z`;
}
