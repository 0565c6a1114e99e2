import { expect, it } from 'vitest';
import { told, toldOf } from './reading';

const linear = (unit: string, times: number) => ({ unit, times, decibels: false });

it('a number is told in units that are known, rounded', () => {
  expect([0.0776, 0.0241, 0.255].map((value) => told(value, linear('Hz', 22050)))).toEqual(['1.7 kHz', '531 Hz', '5.6 kHz']);
  expect(told(0.0410276, { unit: 'dB', times: 1, decibels: true })).toBe('−13.9 dB');
  expect(told(-0.0102, linear('dB', 8.944))).toBe('−0.1 dB');
  expect(told(-0.001, linear('dB', 8.944))).toBe('0 dB');
  expect(told(-19.2, linear('dB', 3.1623))).toBe('−60.7 dB');
  expect(told(3.23357, linear('% of perfectly even', 30.103))).toBe('97.3% of perfectly even');
  expect(told(0.120922, linear('crossings a second', 44100))).toBe('5,300 crossings a second');
});

it('several share the words of their unit', () => {
  expect(toldOf([0.97, 0.85], ['A', 'B'], linear('% of perfectly even', 100))).toBe('A 97% · B 85% of perfectly even');
  expect(toldOf([0.1, 0.05], ['A', 'B'], linear('Hz', 22050))).toBe('A 2.2 kHz · B 1.1 kHz');
  expect(toldOf([120, 60], ['A', 'B'], linear('peaks a minute', 1))).toBe('A 120 · B 60 peaks a minute');
});
