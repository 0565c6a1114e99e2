import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { usePage } from '@/lib/usePage';
import styles from './AboutPage.module.css';
import { Sources } from './Sources';

/** What it is, who it is for, what happens to what one hands in, whose things are in it. */
export default function AboutPage() {
  const heading = usePage('About');
  return (
    <article className={styles.about}>
      <h1 ref={heading} tabIndex={-1}>
        About AudioFiler
      </h1>
      <p className={styles.lead}>
        A song goes in, its genre comes out, with the evidence: twenty votes, each of them shown, and how often they are right.
      </p>
      <Part id="for" name="Who it is for">
        <ul className={styles.list}>
          <li>Listeners who want to know what a song is, and what in the sound makes it so.</li>
          <li>Collectors: several files at once, here or by the command line, which gives a table or JSON.</li>
          <li>Teachers and students of machine listening, who want to see a classifier from the sound to the vote.</li>
          <li>
            Programmers: <Link to="/developers">everything the page does, a program can do</Link>.
          </li>
        </ul>
      </Part>
      <Part id="honest" name="What to expect of it">
        <p>
          Genres are habits of speech, not measurements. AudioFiler hears only sound, learnt from listeners’ tags, and errs often;{' '}
          <Link to="/how#right">how often, and where, is measured</Link>. Do not decide anything about a person by it.
        </p>
      </Part>
      <Part id="privacy" name="Yours stays yours">
        <ul className={styles.list}>
          <li>A file you choose or drop, and what you record, is sent to this server, measured and deleted. The numbers and the verdict stay.</li>
          <li>The microphone listens only while you record; nothing leaves your browser before you send it.</li>
          <li>Your list is tied to a cookie in this browser, and nobody else sees it. It is deleted when you delete it.</li>
          <li>Whoever has a result’s address can open that result; the address cannot be guessed.</li>
          <li>This page asks no other server for anything, except a clip or a cover of a catalogue you searched. Nobody counts your visits.</li>
        </ul>
      </Part>
      <Part id="terms" name="Terms">
        <p>
          Clips belong to their owners and are heard through their catalogues, once, to be measured; nothing is kept or offered for
          download. Hand in what you may hand in. There is no warranty of any kind: whoever runs this server runs it as they can.
        </p>
      </Part>
      <Part id="sources" name="Where songs come from">
        <Sources />
      </Part>
      <Part id="licence" name="Licence">
        <p>
          AudioFiler is open source under the Apache License 2.0. The pieces of the House Band are in the public domain (CC0 1.0). The
          features are those of pyAudioAnalysis (T. Giannakopoulos, PLoS ONE 10(12), 2015), computed anew. What a model learnt from,
          and under which licence, stands <Link to="/how#learnt">with its figures</Link>.
        </p>
      </Part>
    </article>
  );
}

function Part({ id, name, children }: { id: string; name: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-name`}>
      <h2 id={`${id}-name`}>{name}</h2>
      {children}
    </section>
  );
}
