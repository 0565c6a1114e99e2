import { Link } from 'react-router';
import { usePage } from '@/lib/usePage';
import styles from './NotFoundPage.module.css';

export function NotFoundPage() {
  const heading = usePage('Not found');
  return (
    <div className={styles.lost}>
      <h1 ref={heading} tabIndex={-1}>
        There is nothing in this clearing.
      </h1>
      <p>The address may have a letter too many, or the page has moved on.</p>
      <p>
        <Link to="/">Find a song instead</Link>
      </p>
    </div>
  );
}
