import { figure, hertz } from './format';

/** How a feature's number is told: `times` it, or ten times its logarithm. */
export interface Reading {
  unit: string;
  times: number;
  decibels: boolean;
}

/** A feature's number in a unit a listener knows, rounded: 0.0776 of half the sample rate -> "1.7 kHz". */
export function told(value: number, reading: Reading): string {
  const { sign, rest } = parts(reading);
  return [short(value, reading, sign), rest].filter(Boolean).join(' ');
}

/** Several of the same feature, with the words of the unit behind the last: "A 97% · B 85% of perfectly even". */
export function toldOf(values: number[], names: string[], reading: Reading): string {
  const { sign, rest } = parts(reading);
  const all = values.map((value, i) => `${names[i] ?? ''} ${short(value, reading, sign)}`).join(' · ');
  return [all, rest].filter(Boolean).join(' ');
}

/** The sign that stands with every number, and the words that are said once. */
function parts({ unit }: Reading): { sign: string; rest: string } {
  const [, sign = '', rest = ''] = /^(Hz|dB|%|) ?(.*)$/.exec(unit) ?? [];
  return { sign, rest };
}

function short(value: number, { times, decibels }: Reading, sign: string): string {
  const number = decibels ? 10 * Math.log10(value) : value * times;
  if (sign === 'Hz') return hertz(number);
  if (sign === '') return figure(Number(number.toPrecision(2)));
  // No more than one digit behind the point, and no zero below zero.
  return `${figure(Number(number.toFixed(1)) + 0)}${sign === '%' ? '' : ' '}${sign}`;
}
