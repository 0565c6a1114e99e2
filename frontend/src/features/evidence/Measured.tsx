import { counted } from '@/lib/format';
import styles from './Evidence.module.css';

/** What is measured, by the question it answers; a feature belongs to the first group whose names fit. */
const GROUPS: [name: string, fits: RegExp, words: string][] = [
  ['Loudness', /^energy/, 'How loud it is beside its own loudest moment, and whether the loudness comes in strokes or flows.'],
  ['Brightness', /^(zcr|spectral)/, 'Where in the spectrum the sound lies, how far it spreads, and how quickly that changes: a cello here, a hi-hat there.'],
  ['Timbre', /^mfcc/, 'The shape of the spectrum as the ear divides it (13 mel-frequency cepstral coefficients): what tells a violin from a trumpet.'],
  ['Harmony', /^chroma/, 'How the energy is shared among the twelve pitch classes, and how unevenly: one chord for long, or many notes at once.'],
  ['Beat', /^bpm/, 'How far apart the peaks of the sound lie, taken over all features at once.'],
];

/** The features a model hears, in groups. */
export function Measured({ features }: { features: string[] }) {
  const groups = GROUPS.map(([name, fits, words]) => ({ name, words, count: features.filter((feature) => fits.test(feature)).length }));
  return (
    <dl className={styles.groups}>
      {groups.filter(({ count }) => count > 0).map(({ name, words, count }) => (
        <div key={name}>
          <dt>
            {name}
            <span className={styles.count}>{counted(count, 'feature')}</span>
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
