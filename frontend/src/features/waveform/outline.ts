/** From bar to bar, in CSS pixels. */
export const PITCH = 4;

/** Even silence is a dot, so that one sees where the time goes on. */
const LEAST = 0.8;

const HALF = 46;

/** The bars as one path in a box of 100 units' height around 0; without any, a dotted line. */
export function outline(bars: [number, number][] | null, count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const [low, high] = bars?.[i] ?? [0, 0];
    const x = (i + 0.5) * PITCH;
    return `M${x} ${(-high * HALF - LEAST).toFixed(1)}V${(-low * HALF + LEAST).toFixed(1)}`;
  }).join('');
}
