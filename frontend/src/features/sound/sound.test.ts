import { describe, expect, it } from 'vitest';
import { analysis } from '@/testing/analysis';
import { palette } from './palette';
import { picturesOf } from './pictures';
import { isWhole, moved, showing, zoomed } from './view';

/** How light a colour is to the eye: the lightness of CIELAB. */
function lightness(colour: [number, number, number]): number {
  const [r, g, b] = colour.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 116 * Math.cbrt(y) - 16;
}

describe('the colours', () => {
  it.each([['light', false], ['dark', true]] as const)('go one way from the least to the most, in the %s', (_, dark) => {
    const tones = palette('sequential', dark).map(lightness);
    const way = dark ? 1 : -1;
    for (let i = 8; i < 256; i++) expect(way * (tones[i]! - tones[i - 8]!)).toBeGreaterThan(0);
    expect(Math.abs(tones[255]! - tones[0]!)).toBeGreaterThan(60);
  });

  it.each([['light', false], ['dark', true]] as const)('tell above from below as well as near from far, in the %s', (_, dark) => {
    const colours = palette('diverging', dark);
    const tones = colours.map(lightness);
    for (const end of [0, 255]) expect(Math.abs(tones[end]! - tones[127]!)).toBeGreaterThan(40);
    const [below, above] = [colours[0]!, colours[255]!];
    expect(below[2]).toBeGreaterThan(below[0]);
    expect(above[0]).toBeGreaterThan(above[2]);
  });
});

describe('the pictures', () => {
  const [mel, chroma, mfcc] = picturesOf(analysis());

  it('are told in a sentence computed from them', () => {
    expect(mel!.words).toBe('This song is loudest around 1 kHz; half of its power lies below 1 kHz. Its loudest moment is at 0:07.');
    expect(chroma!.words).toBe('The strongest notes of this song are A, E and C; B is the weakest.');
    expect(mfcc!.words).toBe('Coefficient 3 moves most; the timbre changes most at 0:06.');
  });

  it('claim no note where none stands out', () => {
    const flat = analysis();
    flat.chroma.data = btoa(String.fromCharCode(...Array.from({ length: 48 }, () => 200)));
    expect(picturesOf(flat)[1]!.words).toMatch(/^All twelve notes are about equally strong/);
  });

  it('are read column by column, in their units', () => {
    expect(mel!.tell(mel!.bytes.subarray(6, 9))).toBe('loudest at 1 kHz, 0 dB');
    expect(chroma!.tell(chroma!.bytes.subarray(0, 12))).toBe('strongest A, E and C');
    expect(mfcc!.tell(mfcc!.bytes.subarray(26, 39))).toBe('coefficient 3 stands out, 16.1 dB');
    expect([mel!.row(2), mel!.value(0), chroma!.row(9), mfcc!.value(0)]).toEqual(['5 kHz', '−80 dB', 'A', '−20.0 dB']);
  });

  it('have marks on their axes that are in order and apart', () => {
    expect(mel!.labels.map(({ text }) => text)).toEqual(['100 Hz', '500 Hz', '1 kHz', '2 kHz', '5 kHz']);
    for (const { labels } of [mel!, chroma!, mfcc!]) {
      for (let i = 1; i < labels.length; i++) expect(labels[i]!.at - labels[i - 1]!.at).toBeGreaterThan(1 / 15);
    }
    expect([chroma!.labels.length, mfcc!.labels.length]).toEqual([12, 13]);
  });
});

describe('the time that is shown', () => {
  const whole = { from: 0, to: 30 };

  it('is zoomed around a time that stays where it is', () => {
    const near = zoomed(whole, 0.5, 10, 30);
    expect(near).toEqual({ from: 5, to: 20 });
    expect((10 - near.from) / 15).toBeCloseTo(10 / 30);
    expect(zoomed(near, 2, 10, 30)).toEqual(whole);
  });

  it('never leaves the song and never vanishes', () => {
    expect(zoomed(whole, 4, 29, 30)).toEqual(whole);
    expect(zoomed({ from: 29, to: 30 }, 0.001, 30, 30)).toEqual({ from: 29.5, to: 30 });
    expect(moved({ from: 5, to: 15 }, 100, 30)).toEqual({ from: 20, to: 30 });
    expect(moved({ from: 5, to: 15 }, -100, 30)).toEqual({ from: 0, to: 10 });
    expect(isWhole(zoomed({ from: 0, to: 0.3 }, 0.5, 0.1, 0.3), 0.3)).toBe(true);
  });

  it('goes as far as it must for a time to be seen', () => {
    expect(showing({ from: 5, to: 15 }, 10, 30)).toEqual({ from: 5, to: 15 });
    expect(showing({ from: 5, to: 15 }, 18, 30)).toEqual({ from: 8, to: 18 });
    expect(showing({ from: 5, to: 15 }, 2, 30)).toEqual({ from: 2, to: 12 });
  });
});
