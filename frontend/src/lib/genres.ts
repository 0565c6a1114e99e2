/**
 * How a genre looks: a colour and the shape of its tree. Both are stable, and the shape says the family where colour
 * cannot be seen. Names come from the model; one that is not listed here gets a neutral look from its name.
 */
import { hash } from './seeded';

export type TreeShape =
  | 'spruce'
  | 'willow'
  | 'cypress'
  | 'oak'
  | 'poplar'
  | 'hazel'
  | 'pine'
  | 'apple'
  | 'palm'
  | 'acacia';

export interface GenreLook {
  hue: number;
  chroma: number;
  /** Added to the theme's tone, so that relatives differ in lightness too. */
  lift: number;
  shape: TreeShape;
}

interface Family {
  shape: TreeShape;
  /** Name, hue, chroma, lift. */
  genres: [string, number, number, number][];
}

const families: Family[] = [
  {
    shape: 'spruce',
    genres: [
      ['Rock', 28, 0.15, 0],
      ['Metal', 15, 0.06, -0.1],
      ['Punk', 8, 0.18, 0.04],
      ['Alternative', 45, 0.12, 0.03],
      ['Indie', 55, 0.1, -0.05],
    ],
  },
  {
    shape: 'poplar',
    genres: [
      ['Electronic', 255, 0.13, 0],
      ['House', 235, 0.12, 0.05],
      ['Trance', 275, 0.15, 0.04],
      ['Dubstep', 285, 0.17, -0.07],
      ['D&B', 245, 0.16, -0.1],
    ],
  },
  {
    shape: 'hazel',
    genres: [
      ['Soul', 305, 0.1, -0.05],
      ['R&B', 340, 0.12, 0.05],
      ['Funk', 320, 0.16, 0],
      ['Disco', 295, 0.12, 0.07],
    ],
  },
  {
    shape: 'pine',
    genres: [
      ['Hip-Hop', 350, 0.16, -0.03],
      ['Rap', 0, 0.14, -0.1],
    ],
  },
  {
    shape: 'willow',
    genres: [
      ['Jazz', 195, 0.1, 0.02],
      ['Blues', 220, 0.11, -0.07],
    ],
  },
  {
    shape: 'cypress',
    genres: [
      ['Classical', 172, 0.09, -0.1],
    ],
  },
  {
    shape: 'oak',
    genres: [
      ['Country', 85, 0.1, -0.02],
      ['Folk', 155, 0.11, 0],
    ],
  },
  {
    shape: 'palm',
    genres: [
      ['Reggae', 130, 0.14, -0.02],
      ['Ska', 110, 0.11, -0.08],
    ],
  },
  {
    shape: 'acacia',
    genres: [
      ['Salsa', 70, 0.13, 0.03],
      ['Reggaeton', 95, 0.12, 0.05],
    ],
  },
  {
    shape: 'apple',
    genres: [
      ['Pop', 5, 0.17, 0.07],
    ],
  },
];

const looks = new Map<string, GenreLook>(
  families.flatMap(({ shape, genres }) =>
    genres.map(([name, hue, chroma, lift]): [string, GenreLook] => [name, { hue, chroma, lift, shape }]),
  ),
);

export function genreLook(name: string): GenreLook {
  return looks.get(name) ?? { hue: hash(name) % 360, chroma: 0.06, lift: 0, shape: 'apple' };
}

/** The colour as CSS; the theme's tone keeps at least 3:1 against every surface. */
export function genreColour(name: string): string {
  const { hue, chroma, lift } = genreLook(name);
  return `oklch(calc(var(--genre-tone) + ${lift}) ${chroma} ${hue})`;
}

/** The colour for a picture outside the page, which knows no theme: `tone` is how light it is, 0 to 1. */
export function genreInk(name: string, tone: number): string {
  const { hue, chroma, lift } = genreLook(name);
  return `oklch(${(tone + lift).toFixed(3)} ${chroma} ${hue})`;
}
