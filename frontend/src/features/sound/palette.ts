/**
 * Colours for a picture's values, even to the eye: lightness goes up (or down) by the same amount for the same step (OKLCH).
 * In each theme nothing looks like the paper and the loudest stands out most.
 */
export type Scale = 'sequential' | 'diverging';
type Stop = [lightness: number, chroma: number, hue: number];

/** From the least to the most. Between two stops all three numbers are mixed evenly. */
const stops: Record<Scale, Record<'light' | 'dark', Stop[]>> = {
  sequential: {
    light: [[0.97, 0.02, 95], [0.72, 0.12, 140], [0.47, 0.1, 180], [0.22, 0.07, 250]],
    dark: [[0.2, 0.025, 220], [0.45, 0.09, 190], [0.7, 0.13, 150], [0.95, 0.12, 105]],
  },
  diverging: {
    light: [[0.42, 0.12, 255], [0.7, 0.08, 245], [0.97, 0.01, 95], [0.7, 0.11, 55], [0.42, 0.12, 40]],
    dark: [[0.82, 0.11, 240], [0.52, 0.09, 245], [0.22, 0.015, 160], [0.55, 0.1, 50], [0.85, 0.13, 70]],
  },
};

export type Rgb = [number, number, number];

/** One of 256 colours for each value of a byte. */
export function palette(scale: Scale, dark: boolean): Rgb[] {
  const own = stops[scale][dark ? 'dark' : 'light'];
  return Array.from({ length: 256 }, (_, value) => {
    const place = (value / 255) * (own.length - 1);
    const i = Math.min(own.length - 2, Math.floor(place));
    const from: Stop = own[i] ?? [0, 0, 0];
    const to: Stop = own[i + 1] ?? from;
    const mix = (k: 0 | 1 | 2) => from[k] + (to[k] - from[k]) * (place - i);
    return rgb(mix(0), mix(1), mix(2));
  });
}

/** OKLCH to sRGB bytes (Ottosson 2020). */
function rgb(lightness: number, chroma: number, hue: number): Rgb {
  const angle = (hue / 180) * Math.PI;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const byte = (linear: number) => {
    const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, Math.max(0, value || 0)));
  };
  return [
    byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    byte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** The same colours as a gradient in CSS. */
export function gradient(colours: Rgb[]): string {
  const some = colours.filter((_, i) => i % 15 === 0).map(([r, g, b]) => `rgb(${r} ${g} ${b})`);
  return `linear-gradient(to right, ${some.join(', ')})`;
}
