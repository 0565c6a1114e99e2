import type { Contribution, Why } from '@/api/generated';
import { figure } from '@/lib/format';
import { told } from '@/lib/reading';

/** A why that could be computed. */
export type Explained = { [Key in keyof Omit<Why, 'reason' | 'contributions'>]: NonNullable<Why[Key]> } & Pick<Why, 'contributions'>;

export const isExplained = (why: Why): why is Why & Explained => why.available && why.genre !== null;

/** What a feature did for the one genre and not for the other, as a share. */
export const net = ({ towards, against }: Pick<Contribution, 'towards' | 'against'>): number => towards - against;

/** A share in points of a hundred, with its sign: 0.031 -> "+3.1". */
export function points(share: number): string {
  const text = Math.abs(share * 100).toFixed(1);
  if (text === '0.0') return '0.0';
  return `${share < 0 ? '−' : '+'}${text}`;
}

/** This song's value in a unit that is known, and where it stands; where no unit says anything, its standing alone. */
export function inThisSong({ value, unit, reading, distribution }: Contribution, genre: string): string {
  const number = reading ? `about ${told(value, reading)}` : distribution ? '' : measured(value, unit);
  return [number, distribution && standing(value, distribution.levels, distribution.genre, genre)].filter(Boolean).join(', ');
}

/** A feature's exact value with the unit it was measured in. */
export function measured(value: number, unit: string | null): string {
  return unit ? `${figure(value)} ${unit}` : figure(value);
}

/** Where a song stands among the songs of a genre, in words. */
export function standing(value: number, levels: number[], spread: number[], genre: string): string {
  const below = spread.filter((level) => level < value).length;
  if (below === 0) return `lower than in nearly all ${genre} songs`;
  if (below === levels.length) return `higher than in nearly all ${genre} songs`;
  const middle = levels.findIndex((level) => level === 0.5);
  if (below === middle || below === middle + 1) return `as in many ${genre} songs`;
  return below < middle ? `lower than in most ${genre} songs` : `higher than in most ${genre} songs`;
}

/** The gist: what spoke most for it, and what most against it. */
export function gist({ genre, against, contributions }: Explained): string {
  const names = (sign: number, most: number) =>
    contributions
      .filter((one) => Math.sign(net(one)) === sign && Math.abs(net(one)) >= 0.0005)
      .slice(0, most)
      .map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1))
      .join('; ');
  const [pro, contra] = [names(1, 3), names(-1, 1)];
  if (!pro) return `Nothing in the sound spoke for ${genre} rather than ${against}.`;
  return `What spoke most for ${genre} rather than ${against}: ${pro}.${contra ? ` For ${against} spoke most: ${contra}.` : ''}`;
}
