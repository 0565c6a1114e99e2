import type { Analysis } from '@/api';
import { hertz, listed } from '@/lib/format';
import type { Scale } from './palette';
import { chromaInWords, melInWords, mfccInWords } from './words';

/** One picture of the sound: values over time, row by row from the bottom. */
export interface Picture {
  id: 'mel' | 'chroma' | 'mfcc';
  /** In a listener's word, and in the field's. */
  name: string;
  term: string;
  rows: number;
  columns: number;
  start: number;
  step: number;
  bytes: Uint8Array;
  scale: Scale;
  /** What stands beside which height (0 at the bottom, 1 at the top). */
  labels: { at: number; text: string }[];
  axis: string;
  legend: [string, string];
  /** What one sees in it at all, and what there is to see of this song. */
  explanation: string;
  words: string;
  /** A row's name and what a byte means. */
  row: (row: number) => string;
  value: (byte: number) => string;
  /** What stands out in one column of bytes. */
  tell: (column: Uint8Array) => string;
}

/** The rows of a column, the one with the greatest `strength` first. */
function ranked(column: Uint8Array, strength: (byte: number) => number): number[] {
  return [...column.keys()].sort((a, b) => strength(column[b] ?? 0) - strength(column[a] ?? 0));
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

const MARKS_HZ = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];

/** Where a frequency lies between the middles of the bands. */
function height(frequency: number, middles: number[]): number | null {
  const above = middles.findIndex((middle) => middle >= frequency);
  if (above < 1) return above === 0 && middles[0] === frequency ? 0.5 / middles.length : null;
  const [low, high] = [middles[above - 1] ?? 0, middles[above] ?? 0];
  return (above - 0.5 + (frequency - low) / (high - low)) / middles.length;
}

/** Marks that do not touch one another: at least a fourteenth of the height apart. */
function marks(middles: number[]): Picture['labels'] {
  const found: Picture['labels'] = [];
  for (const frequency of MARKS_HZ) {
    const at = height(frequency, middles);
    if (at !== null && at - (found.at(-1)?.at ?? -1) > 1 / 14) found.push({ at, text: hertz(frequency) });
  }
  return found;
}

const names = (rows: string[]): Picture['labels'] => rows.map((text, i) => ({ at: (i + 0.5) / rows.length, text }));

export function picturesOf({ mel, chroma, mfcc }: Analysis): Picture[] {
  const shared = (source: { rows: number; columns: number; start_s: number; step_s: number; data: string }) => {
    const { rows, columns, start_s: start, step_s: step, data } = source;
    return { rows, columns, start, step, bytes: bytesOf(data) };
  };
  const [melSize, chromaSize, mfccSize] = [shared(mel), shared(chroma), shared(mfcc)];
  const db = (byte: number) => mel.low_db + (byte / 255) * (mel.high_db - mel.low_db);
  const coefficient = (byte: number) => mfcc.low + (byte / 255) * (mfcc.high - mfcc.low);
  const signed = (value: number, digits: number) => value.toFixed(digits).replace('-', '−');
  const loud = (byte: number) => `${signed(db(byte), 0)} dB`;
  const deep = (byte: number) => `${signed(coefficient(byte), 1)} dB`;
  const band = (row: number) => hertz(mel.frequencies_hz[row] ?? 0);
  const note = (row: number) => chroma.names[row] ?? '';
  return [
    {
      ...melSize, id: 'mel', name: 'Frequencies', term: 'mel spectrogram', scale: 'sequential', axis: 'Frequency',
      labels: marks(mel.frequencies_hz),
      legend: [loud(0), `${loud(255)}, the loudest`],
      explanation: 'Time runs to the right, pitch upwards as the ear hears it: drums and bass at the bottom, cymbals and breath at the top. Level lines are held notes; upright ones are beats.',
      words: melInWords(melSize, mel.frequencies_hz, db),
      row: band,
      value: loud,
      tell: (column) => ranked(column, (byte) => byte).slice(0, 1).map((row) => `loudest at ${band(row)}, ${loud(column[row] ?? 0)}`).join(''),
    },
    {
      ...chromaSize, id: 'chroma', name: 'Notes', term: 'chroma', scale: 'sequential', axis: 'Pitch class',
      labels: names(chroma.names),
      legend: ['not there', 'the strongest just then'],
      explanation: 'All octaves folded into one: each row is one of the twelve notes. Chords are two or three rows at once; a change of all rows is a change of harmony.',
      words: chromaInWords(chromaSize, chroma.names),
      row: note,
      value: (byte) => `${Math.round((byte / 255) * 100)}% of the strongest`,
      tell: (column) => `strongest ${listed(ranked(column, (byte) => byte).slice(0, 3).map(note))}`,
    },
    {
      ...mfccSize, id: 'mfcc', name: 'Timbre', term: 'MFCC', scale: 'diverging', axis: 'Coefficient',
      labels: names(Array.from({ length: mfcc.rows }, (_, i) => String(i + 1))),
      legend: [deep(0), `+${deep(255)}`],
      explanation: 'Thirteen numbers for the colour of the sound, whatever its pitch. The first is the level, the second dull or bright, the others ever finer shapes of the spectrum. Where many rows change at once, other instruments play.',
      words: mfccInWords(mfccSize, coefficient),
      row: (row) => `coefficient ${row + 1}`,
      value: deep,
      tell: (column) => ranked(column, (byte) => Math.abs(coefficient(byte))).slice(0, 1).map((row) => `coefficient ${row + 1} stands out, ${deep(column[row] ?? 0)}`).join(''),
    },
  ];
}
