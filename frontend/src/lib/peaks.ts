/** The outline of a sound: for each step the lowest and the highest sample, -127 to 127 of full scale. */
export interface Peaks {
  seconds: number;
  start_s: number;
  step_s: number;
  low: number[];
  high: number[];
}

/** The outline as so many bars over `seconds`, each [low, high] from -1 to 1; the loudest fills the height. */
export function barsOf({ start_s: start, step_s: step, low, high }: Peaks, seconds: number, count: number): [number, number][] {
  const loudest = Math.max(1, low.reduce((most, value) => Math.max(most, -value), 0), high.reduce((most, value) => Math.max(most, value), 0));
  return Array.from({ length: count }, (_, i) => {
    const from = Math.max(0, Math.floor(((i / count) * seconds - start) / step));
    const to = Math.max(from + 1, Math.ceil((((i + 1) / count) * seconds - start) / step));
    const lowest = Math.min(0, ...low.slice(from, to));
    const highest = Math.max(0, ...high.slice(from, to));
    return [lowest / loudest, highest / loudest];
  });
}

/** The outline of decoded sound, in at most `most` steps. */
export function peaksOf(channels: Float32Array[], rate: number, most = 1500): Peaks {
  const length = channels[0]?.length ?? 0;
  const size = Math.max(Math.round(rate * 0.025), Math.ceil(length / most), 1);
  const steps = Math.ceil(length / size);
  const low = new Array<number>(steps).fill(0);
  const high = new Array<number>(steps).fill(0);
  for (const channel of channels) {
    for (let i = 0; i < length; i++) {
      const step = Math.floor(i / size);
      const value = Math.max(-1, Math.min(1, channel[i] ?? 0)) * 127;
      low[step] = Math.min(low[step] ?? 0, value);
      high[step] = Math.max(high[step] ?? 0, value);
    }
  }
  return { seconds: length / rate, start_s: 0, step_s: size / rate, low: low.map(Math.round), high: high.map(Math.round) };
}
