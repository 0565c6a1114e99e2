import { useState } from 'react';
import { cx } from '@/lib/cx';
import { hash, seeded } from '@/lib/seeded';
import styles from './Artwork.module.css';

interface Props {
  /** What the picture is of; the drawn stand-in follows from it. */
  seed: string;
  src?: string | null;
  turning?: boolean;
  className?: string | undefined;
}

/** The cover, or rings: of a tree, and of a record. It is always an ornament beside the title. */
export function Artwork({ seed, src, turning = false, className }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  if (src && broken !== src) {
    return <img className={cx(styles.art, className)} src={src} alt="" loading="lazy" onError={() => setBroken(src)} />;
  }
  return <Rings seed={seed} className={cx(styles.art, turning && styles.turning, className)} />;
}

function Rings({ seed, className }: { seed: string; className: string }) {
  const random = seeded(hash(seed));
  const hue = Math.round(35 + random() * 180);
  const rings = Array.from({ length: 11 }, (_, i) => ring(55 - i * 4.9 - random() * 1.8, random));
  const colour = (tone: string) => `oklch(${tone} ${hue})`;
  return (
    <svg viewBox="0 0 120 120" className={className} aria-hidden="true" focusable="false">
      <rect width="120" height="120" fill={colour('0.38 0.062')} />
      <g className={styles.rings} fill="none" stroke={colour('0.82 0.085')}>
        {rings.map((d, i) => (
          <path key={d} d={d} strokeWidth={i % 3 === 0 ? 1.8 : 0.9} strokeOpacity={0.45 + (i % 3) * 0.2} />
        ))}
        <circle cx="60" cy="60" r="2.6" fill={colour('0.86 0.09')} stroke="none" />
      </g>
    </svg>
  );
}

/** A closed, slightly uneven circle. */
function ring(radius: number, random: () => number): string {
  const r = Math.max(radius, 4.5);
  const turn = random() * Math.PI;
  const wobble = 0.02 + random() * 0.035;
  const points = Array.from({ length: 48 }, (_, k) => {
    const angle = (k / 48) * Math.PI * 2;
    const length = r * (1 + wobble * Math.sin(2 * angle + turn) + (wobble / 2) * Math.cos(5 * angle + turn));
    return `${(60 + length * Math.cos(angle)).toFixed(1)} ${(60 + length * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${points.join('L')}Z`;
}
