import { describe, expect, it } from 'vitest';
import { levelOf, peakOf, wavOf } from './wav';

const read = (blob: Blob) =>
  new Promise<DataView>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new DataView(reader.result as ArrayBuffer));
    reader.readAsArrayBuffer(blob);
  });

describe('a recording as a WAV file', () => {
  it('has a head that says how long, how fast and how fine it is', async () => {
    const view = await read(wavOf([new Float32Array(100), new Float32Array(20)], 48_000));
    expect(view.byteLength).toBe(44 + 240);
    expect(view.getUint32(4, true)).toBe(view.byteLength - 8);
    expect(view.getUint32(24, true)).toBe(48_000);
    expect(view.getUint16(34, true)).toBe(16);
    expect(view.getUint32(40, true)).toBe(240);
  });

  it('keeps the samples, and cuts what is beyond full scale', async () => {
    const view = await read(wavOf([Float32Array.of(0, 0.5), Float32Array.of(-1, 2)], 44_100));
    expect([0, 1, 2, 3].map((i) => view.getInt16(44 + 2 * i, true))).toEqual([0, 16_384, -32_767, 32_767]);
  });
});

describe('how loud it is', () => {
  it('is the greatest distance from silence', () => expect(peakOf(Float32Array.of(0.1, -0.6, 0.3))).toBeCloseTo(0.6));

  it('goes from -60 dB to full scale', () => {
    expect([0, 0.0001, 0.001, 1, 2].map(levelOf)).toEqual([0, 0, 0, 1, 1]);
    expect(levelOf(0.0316)).toBeCloseTo(0.5, 2);
  });
});
