import { genreColour, genreLook } from '@/lib/genres';
import { Tree } from './Tree';

/** The tree of a genre; without one a grey tree that stands for none. */
export function GenreTree({ genre, className }: { genre: string | null | undefined; className?: string | undefined }) {
  return <Tree className={className} shape={genreLook(genre ?? '').shape} colour={genre ? genreColour(genre) : 'var(--line-strong)'} />;
}
