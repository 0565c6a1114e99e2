import type { Family } from '@/api';

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}&]/gu, '');

/** The genres whose name, or whose family's name, holds what is typed; a family without any is left out. */
export function matching(families: Family[], text: string): Family[] {
  const wanted = plain(text);
  return families
    .map(({ name, genres }) => ({ name, genres: plain(name).includes(wanted) ? genres : genres.filter((genre) => plain(genre).includes(wanted)) }))
    .filter(({ genres }) => genres.length > 0);
}
