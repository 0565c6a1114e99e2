/** What there is to see in a picture, in a sentence that is computed from it. */
import { clock, hertz, listed } from '@/lib/format';

interface Values {
  rows: number;
  columns: number;
  start: number;
  step: number;
  bytes: Uint8Array;
}

/** The sum over each row, of whatever each byte means. */
function rowSums({ rows, columns, bytes }: Values, meaning: (byte: number) => number): number[] {
  const sums = new Array<number>(rows).fill(0);
  for (let i = 0; i < rows * columns; i++) sums[i % rows] = (sums[i % rows] ?? 0) + meaning(bytes[i] ?? 0);
  return sums;
}

const columnOf = ({ rows, bytes }: Values, column: number) => bytes.subarray(column * rows, (column + 1) * rows);
const timeOf = ({ start, step }: Values, column: number) => clock(start + (column + 0.5) * step);
const greatest = (values: number[]) => values.reduce((best, value, i) => (value > (values[best] ?? -Infinity) ? i : best), 0);

export function melInWords(values: Values, frequencies: number[], db: (byte: number) => number): string {
  const power = (byte: number) => 10 ** (db(byte) / 10);
  const sums = rowSums(values, power);
  const half = sums.reduce((all, sum) => all + sum, 0) / 2;
  let below = 0;
  const middle = sums.findIndex((sum) => (below += sum) >= half);
  const loudness = Array.from({ length: values.columns }, (_, i) => columnOf(values, i).reduce((all, byte) => all + power(byte), 0));
  const loudest = hertz(frequencies[greatest(sums)] ?? 0);
  return `This song is loudest around ${loudest}; half of its power lies below ${hertz(frequencies[middle] ?? 0)}. Its loudest moment is at ${timeOf(values, greatest(loudness))}.`;
}

/** Below this ratio of the strongest to the weakest note, none stands out. */
const FLAT = 1.15;

export function chromaInWords(values: Values, names: string[]): string {
  const sums = rowSums(values, (byte) => byte);
  const order = sums.map((_, i) => i).sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0));
  const [first, last] = [order[0] ?? 0, order.at(-1) ?? 0];
  if ((sums[first] ?? 0) < FLAT * (sums[last] ?? 0)) return 'All twelve notes are about equally strong: noise, drums or much movement.';
  return `The strongest notes of this song are ${listed(order.slice(0, 3).map((i) => names[i] ?? ''))}; ${names[last] ?? ''} is the weakest.`;
}

export function mfccInWords(values: Values, meaning: (byte: number) => number): string {
  const { rows, columns } = values;
  const means = rowSums(values, meaning).map((sum) => sum / columns);
  const spread = new Array<number>(rows).fill(0);
  for (let c = 0; c < columns; c++) columnOf(values, c).forEach((byte, r) => (spread[r] = (spread[r] ?? 0) + (meaning(byte) - (means[r] ?? 0)) ** 2));
  const moves = `Coefficient ${greatest(spread) + 1} moves most`;
  const changes = Array.from({ length: Math.max(0, columns - 1) }, (_, c) => {
    const next = columnOf(values, c + 1);
    return columnOf(values, c).reduce((all, byte, r) => all + (byte - (next[r] ?? 0)) ** 2, 0);
  });
  return `${moves}; the timbre changes most at ${timeOf(values, changes.length > 0 ? greatest(changes) + 0.5 : 0)}.`;
}
