import type { Model } from '@/api';
import { counted } from '@/lib/format';
import { measured } from '@/lib/voters';
import styles from './Evidence.module.css';

interface Group {
  name: string;
  /** A feature belongs to the first group whose names fit. */
  fits: RegExp;
  /** How many of the 70 features belong to it. */
  all: number;
  words: string;
}

/** Whose groups these are. */
const SCHEMA = 'paa-70/1';

/** What is measured, by the question it answers. */
const GROUPS: Group[] = [
  { name: 'Loudness', fits: /^energy/, all: 4, words: 'How loud it is beside its own loudest moment, and whether the loudness comes in strokes or flows.' },
  { name: 'Brightness', fits: /^(zcr|spectral)/, all: 12, words: 'Where in the spectrum the sound lies, how far it spreads, and how quickly that changes: a cello here, a hi-hat there.' },
  { name: 'Timbre', fits: /^mfcc/, all: 26, words: 'The shape of the spectrum as the ear divides it (13 mel-frequency cepstral coefficients): what tells a violin from a trumpet.' },
  { name: 'Harmony', fits: /^chroma/, all: 26, words: 'How the energy is shared among the twelve pitch classes, and how unevenly: one chord for long, or many notes at once.' },
  { name: 'Beat', fits: /^bpm/, all: 2, words: 'How far apart the peaks of the sound lie, taken over all features at once, and how regularly they come.' },
];

/** The features in groups: all that is measured, and how much of it the model hears. */
export function Measured({ model: { name, features, feature_schema: schema } }: { model: Pick<Model, 'name' | 'features' | 'feature_schema'> }) {
  const whole = schema === SCHEMA;
  if (features.length === 0) return <p>{`${name} hears ${measured(schema)}, no single values.`}</p>;
  const groups = GROUPS.map(({ fits, all, ...group }) => {
    const used = features.filter((feature) => fits.test(feature)).length;
    return { ...group, used, all: whole ? all : used };
  });
  return (
    <>
      {whole && <p>{share(name, features)}</p>}
      <dl className={styles.groups}>
        {groups.filter(({ all }) => all > 0).map(({ name: group, words, used, all }) => (
          <div key={group}>
            <dt>
              {group}
              <span className={styles.count}>
                {counted(all, 'feature')}
                {used < all && (used > 0 ? `, ${used} of them used` : ', not used')}
              </span>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function share(name: string, features: string[]): string {
  const all = measured(SCHEMA);
  if (features.length === 70) return `All ${all} are what ${name} hears.`;
  const one = features.length === 69 && !features.includes('bpm_confidence');
  const why = one ? ': all but how regularly the peaks come, which is not in the data it learnt from' : '';
  return `${all} are measured; ${name} uses ${features.length} of them${why}.`;
}
