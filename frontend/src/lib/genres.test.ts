import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { genreColour, genreLook } from './genres';

const names = `Alternative, Blues, Classical, Country, D&B, Disco, Dubstep, Electronic, Folk, Funk, Hip-Hop, House, Indie, Jazz, Metal, Pop,
  Punk, R&B, Rap, Reggaeton, Reggae, Rock, Salsa, Ska, Soul, Trance`.split(/,\s*/);

/** OKLCH to linear sRGB (Ottosson 2020), cut to what a screen shows. */
function linear(l: number, c: number, hue: number): number[] {
  const a = c * Math.cos((hue * Math.PI) / 180);
  const b = c * Math.sin((hue * Math.PI) / 180);
  const [x, y, z] = [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ];
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ].map((value) => Math.min(1, Math.max(0, value)));
}

const luminance = (rgb: number[]) => 0.2126 * rgb[0]! + 0.7152 * rgb[1]! + 0.0722 * rgb[2]!;
const fromHex = (hex: string) =>
  [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));

function contrast(a: number[], b: number[]): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const css = readFileSync('src/styles/tokens.css', 'utf8');
const themes = { light: css.slice(0, css.indexOf('@media')), dark: css.slice(css.indexOf("[data-theme='dark']")) };
const token = (theme: keyof typeof themes, name: string) => new RegExp(`--${name}: ([^;]+);`).exec(themes[theme])![1]!;

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(['surface', 'leaf-wash', 'amber-wash', 'sunken'])('every genre stands out from %s by 3:1', (ground) => {
    const tone = Number(token(theme, 'genre-tone'));
    const faint = names.filter((name) => {
      const { hue, chroma, lift } = genreLook(name);
      return contrast(linear(tone + lift, chroma, hue), fromHex(token(theme, ground))) < 3;
    });
    expect(faint).toEqual([]);
  });

  it.each([
    ['ink', 'paper'], ['ink-soft', 'paper'], ['ink-soft', 'surface'], ['ink-soft', 'sunken'], ['ink-soft', 'leaf-wash'], ['ink-soft', 'amber-wash'],
    ['ink-soft', 'berry-wash'], ['leaf', 'paper'], ['leaf', 'surface'], ['leaf', 'leaf-wash'], ['amber', 'amber-wash'], ['on-leaf', 'leaf'],
  ])('%s reads on %s at 4.5:1', (ink, ground) => {
    expect(contrast(fromHex(token(theme, ink)), fromHex(token(theme, ground)))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([['line-strong', 'surface'], ['line-strong', 'paper'], ['focus', 'paper'], ['focus', 'surface'], ['berry', 'berry-wash']])(
    '%s shows on %s at 3:1',
    (ink, ground) => {
      expect(contrast(fromHex(token(theme, ink)), fromHex(token(theme, ground)))).toBeGreaterThanOrEqual(3);
    },
  );
});

describe('a genre’s look', () => {
  it('is its own for each of the 26', () => {
    expect(new Set(names.map(genreColour)).size).toBe(26);
  });

  it('is stable for one it does not know', () => {
    expect(genreColour('Yodel')).toBe(genreColour('Yodel'));
    expect(genreLook('Yodel').shape).toBe('apple');
  });
});

it('says the dark theme twice alike: for the system’s choice and for one’s own', () => {
  const block = (from: string) => /\{([^{}]*)\}/.exec(css.slice(css.indexOf(from)))![1]!.replace(/\s+/g, ' ');
  expect(block(":root:not([data-theme='light'])")).toBe(block(":root[data-theme='dark']"));
});
