import { usePage } from '@/lib/usePage';
import { capital, measured, votersOf } from '@/lib/voters';
import styles from './AboutPage.module.css';
import { ModelFacts } from './ModelFacts';
import { growing } from './growing';
import { useModelOfPage } from './useModelOfPage';

/** What it does, how, how well, and what it does not do. */
export default function AboutPage() {
  const heading = usePage('How it works');
  const { model } = useModelOfPage();
  const family = model?.family ?? 'forests';
  const voters = votersOf(family);
  return (
    <article className={styles.about}>
      <h1 ref={heading} tabIndex={-1}>
        {`How twenty ${voters.listeners} hear a song`}
      </h1>
      <p className={styles.lead}>
        AudioFiler listens to half a minute of sound. No name, no artist, no lyrics: only what can be measured in the sound itself.
      </p>
      <section aria-labelledby="way">
        <h2 id="way">The way of one song</h2>
        <ol className={styles.way}>
          <li>
            <h3>A clip</h3>
            <p>The preview of a song you picked, or the file you dropped. A whole song is heard in several places.</p>
          </li>
          <li>
            <h3>{capital(measured(model?.feature_schema))}</h3>
            <p>Loudness, brightness, timbre, harmony and beat, measured frame by frame; what a model asks for of it is what it hears.</p>
          </li>
          <li>
            <h3>{`20 ${voters.many}`}</h3>
            <p>{growing(family)} Each casts one vote.</p>
          </li>
          <li>
            <h3>One verdict</h3>
            <p>The votes are counted in the open. How many agree says how far to trust them; where few do, the answer is “not sure”.</p>
          </li>
        </ol>
      </section>
      <section aria-labelledby="well">
        <h2 id="well">How often it is right</h2>
        <p>
          Genres have no hard borders, and the labels it learnt from are listeners’ tags: Hip-Hop and Rap, or Rock, Indie and
          Alternative, often stand for the same song. So read a verdict as an opinion with a known track record.
        </p>
        <ModelFacts />
      </section>
      <section aria-labelledby="terms">
        <h2 id="terms">Yours stays yours</h2>
        <p>
          A file you drop is sent to this server, measured and deleted; the numbers and the verdict stay. Your list is tied to a
          cookie in this browser, and nobody else sees it. Whoever has a result’s address can open that result. This page asks no
          other server for anything, except a clip or a cover of a catalogue you searched.
        </p>
        <p>
          AudioFiler is open source (Apache 2.0). What the page does, a program can do as well:{' '}
          <a href="/api/docs/">the REST endpoint and its documentation</a>.
        </p>
      </section>
    </article>
  );
}
