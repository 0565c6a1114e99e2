import type { Analysis, Outlined } from '@/api';

const base64 = (bytes: number[]) => btoa(String.fromCharCode(...bytes));

const VOTES: [string, number][][] = [
  [['Rock', 12], ['Metal', 8]],
  [['Rock', 10], ['Metal', 7], ['Folk', 3]],
  [['Metal', 14], ['Rock', 4], ['Folk', 2]],
];

/** What is drawn of a song of twelve seconds: quiet, then loud; its second band is the loudest, its pitch classes A and E. */
export const analysis = (change: Partial<Analysis> = {}): Analysis => ({
  duration_s: 12,
  heard: [{ start_s: 0, end_s: 12 }],
  waveform: { start_s: 0, step_s: 1, low: [-10, -10, -10, -10, -10, -10, -60, -60, -60, -60, -60, -60], high: [10, 10, 10, 10, 10, 10, 80, 80, 80, 80, 80, 80] },
  mel: {
    start_s: 0, step_s: 3, rows: 3, columns: 4, frequencies_hz: [100, 1000, 5000], low_db: -80, high_db: 0,
    data: base64([120, 200, 10, 120, 200, 10, 120, 255, 90, 120, 255, 90]),
  },
  chroma: {
    start_s: 0, step_s: 3, rows: 12, columns: 4, names: ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'],
    data: base64(Array.from({ length: 48 }, (_, i) => ({ 4: 180, 9: 255 })[i % 12] ?? 20)),
  },
  mfcc: {
    start_s: 0, step_s: 3, rows: 13, columns: 4, low: -20, high: 20,
    data: base64(Array.from({ length: 52 }, (_, i) => (i % 13 === 2 && i >= 26 ? 230 : 128))),
  },
  course: {
    seconds: 10,
    step_s: 1,
    parts: VOTES.map((votes, i) => ({ start_s: i, end_s: i + 10, genre: votes[0]![0], votes: votes.map(([genre, n]) => ({ genre, votes: n })) })),
  },
  ...change,
});

/** The same without the pictures of the sound. */
export const outlined = (change: Partial<Outlined> = {}): Outlined => {
  const { duration_s, heard, waveform, course } = analysis();
  return { duration_s, heard, waveform, course, ...change };
};
