/**
 * How a genre looks: a colour and the shape of its tree. Both are stable, and the shape says the family where colour
 * cannot be seen. Names come from the model; one that is not listed here gets a neutral look from its name.
 */
import { hash } from './seeded';

export type TreeShape = 'spruce' | 'oak' | 'poplar' | 'palm' | 'willow' | 'apple';

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
    shape: 'oak',
    genres: [
      ['Hip-Hop', 318, 0.14, 0],
      ['Rap', 330, 0.17, -0.07],
      ['R&B', 345, 0.12, 0.05],
      ['Soul', 300, 0.1, -0.05],
      ['Funk', 355, 0.17, 0.02],
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
      ['Disco', 220, 0.1, 0.06],
    ],
  },
  {
    shape: 'palm',
    genres: [
      ['Reggae', 130, 0.14, -0.02],
      ['Reggaeton', 112, 0.12, 0.04],
      ['Salsa', 70, 0.13, 0.02],
      ['Ska', 95, 0.11, -0.06],
    ],
  },
  {
    shape: 'willow',
    genres: [
      ['Folk', 155, 0.11, 0],
      ['Country', 85, 0.1, -0.04],
      ['Blues', 205, 0.1, -0.06],
      ['Jazz', 190, 0.1, 0.04],
      ['Classical', 172, 0.09, -0.1],
    ],
  },
  { shape: 'apple', genres: [['Pop', 0, 0.16, 0.06]] },
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
