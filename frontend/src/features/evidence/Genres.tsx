import type { Model } from '@/api';
import { Tree } from '@/components/Tree';
import { percent } from '@/lib/format';
import { genreColour, genreLook } from '@/lib/genres';
import styles from './Facts.module.css';

/** All genres by family, each with its tree and how often it was recognised. */
export function Genres({ model }: { model: Model }) {
  const recall = (name: string) => {
    const score = model.genre_scores.find(({ genre }) => genre === name);
    return typeof score?.recall === 'number' ? percent(score.recall) : '';
  };
  return (
    <div className={styles.families}>
      <p>
        Anything else gets the nearest of these, or “not sure”. Beside each: how many of its songs were recognised at the first guess,
        out of those that were not learnt from.
      </p>
      <dl>
        {model.families.map(({ name, genres }) => (
          <div key={name}>
            <dt>{name}</dt>
            {genres.map((genre) => (
              <dd key={genre}>
                <Tree className={styles.tree} shape={genreLook(genre).shape} colour={genreColour(genre)} />
                {genre}
                <span className={styles.recall}>{recall(genre)}</span>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </div>
  );
}
