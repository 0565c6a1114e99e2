import { Link } from 'react-router';
import { usePage } from '@/lib/usePage';
import styles from './NotFoundPage.module.css';

/** An address at which nothing is; `result`: where one could have been. */
export function NotFoundPage({ result = false }: { result?: boolean }) {
  const heading = usePage('Not found');
  return (
    <div className={styles.lost}>
      <h1 ref={heading} tabIndex={-1}>
        {result ? 'There is no result at this address.' : 'There is nothing in this clearing.'}
      </h1>
      {result ? (
        <>
          <p>Whoever had the song heard may have deleted its result, or this server kept it no longer. Or the address is not complete.</p>
          <p>Check the address, or have the song heard again: that takes seconds, and its result gets a new address.</p>
        </>
      ) : (
        <p>The address may have a letter too many, or the page has moved on.</p>
      )}
      <p className={styles.ways}>
        <Link to="/">{result ? 'Find the song again' : 'Find a song instead'}</Link>
        {result && <Link to="/history">See the songs you had heard</Link>}
      </p>
    </div>
  );
}
