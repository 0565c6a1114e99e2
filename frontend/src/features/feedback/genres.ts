import type { Family } from '@/api';

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}&]/gu, '');

/** The genres whose name holds what is typed; where none does, those of the families whose name does. */
export function matching(families: Family[], text: string): Family[] {
  const wanted = plain(text);
  const holds = (name: string) => plain(name).includes(wanted);
  const named = families.map(({ name, genres }) => ({ name, genres: genres.filter(holds) })).filter(({ genres }) => genres.length > 0);
  return named.length > 0 ? named : families.filter(({ name }) => holds(name));
}
