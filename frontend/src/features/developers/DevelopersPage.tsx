import { useState } from 'react';
import { Button } from '@/components/Button';
import { recall, remember } from '@/lib/storage';
import { usePage } from '@/lib/usePage';
import { Code } from './Code';
import styles from './DevelopersPage.module.css';
import { CALLS, LANGUAGES, type Language } from './calls';

const LAST = 'language';

/** What the page does, for programs: calls to copy. */
export default function DevelopersPage() {
  const heading = usePage('For programs');
  const [language, setLanguage] = useState<Language>(() => LANGUAGES.find((name) => name === recall(LAST)) ?? 'curl');
  const choose = (name: Language) => {
    setLanguage(name);
    remember(LAST, name);
  };
  const { origin } = window.location;
  return (
    <article className={styles.page}>
      <h1 ref={heading} tabIndex={-1}>
        For programs
      </h1>
      <p className={styles.lead}>Everything this page does, a program can do: JSON over HTTP, no key, no account.</p>
      <ul className={styles.languages} aria-label="Language of the examples">
        {LANGUAGES.map((name) => (
          <li key={name}>
            <Button aria-pressed={name === language} className={name === language ? styles.chosen : undefined} onClick={() => choose(name)}>
              {name}
            </Button>
          </li>
        ))}
      </ul>
      {CALLS.map(({ id, name, words, code }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id}>{name}</h2>
          <p>{words}</p>
          <Code name={name} language={language}>
            {code(origin)[language]}
          </Code>
        </section>
      ))}
      <section aria-labelledby="more">
        <h2 id="more">All of it</h2>
        <ul className={styles.list}>
          <li>
            <a href="/api/docs/">Every endpoint, to try out</a>
          </li>
          <li>
            <a href="/api/schema/">The OpenAPI schema</a>, to generate a client from
          </li>
          <li>
            <a href="/docs/errors">Every refusal</a>: each has a code, says what to do, and when to try again
          </li>
        </ul>
        <p>
          Long work need not be waited for: with the header <code>Prefer: respond-async</code> the answer comes at once with a status to ask
          again. With an <code>Idempotency-Key</code> the same request sent twice is one classification.
        </p>
      </section>
    </article>
  );
}
