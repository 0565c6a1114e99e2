import { useDeferredValue, useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { Skeleton } from '@/components/Skeleton';
import { NotFoundPage } from './NotFoundPage';
import { SongArticle } from './SongArticle';
import styles from './SongPage.module.css';
import { useSong } from './useSong';

/** A song from the moment it is picked to its verdict, and later at its own address. */
export default function SongPage() {
  const { id } = useParams();
  const [fresh] = useState(id === undefined);
  const told = useSong(id);
  // What brings the whole page is rendered in small pieces.
  const known = useDeferredValue(told.known);
  if (told.nothing) return <Navigate to="/" replace />;
  if (told.missing) return <NotFoundPage result />;
  if (!told.known || !known) return <Skeleton className={styles.opening} />;
  return <SongArticle told={told} fresh={fresh} />;
}
