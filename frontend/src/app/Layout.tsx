import { Suspense } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { Skeleton } from '@/components/Skeleton';
import { ThemeToggle } from '@/features/theme/ThemeToggle';
import { DropZone } from '@/features/upload/DropZone';
import { Brand } from './Brand';
import { Connection } from './Connection';
import styles from './Layout.module.css';
import { RouteBoundary } from './RouteBoundary';
import { useListen } from './useListen';
import { useScrollTop } from './useScrollTop';

export function Layout() {
  const { pathname } = useLocation();
  const listen = useListen();
  useScrollTop(pathname);
  return (
    <div className={styles.page}>
      <a href="#main" className={styles.skip}>
        Skip to the content
      </a>
      <header className={styles.header}>
        <NavLink to="/" className={styles.brand} aria-label="AudioFiler, start page">
          <Brand />
          <span className={styles.word}>AudioFiler</span>
        </NavLink>
        <nav aria-label="Main" className={styles.nav}>
          <NavLink to="/history">History</NavLink>
          <NavLink to="/how">How it works</NavLink>
          <ThemeToggle />
        </nav>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <RouteBoundary place={pathname}>
          <Suspense fallback={<Skeleton className={styles.waiting} />}>
            <Outlet />
          </Suspense>
        </RouteBoundary>
      </main>
      <footer className={styles.footer}>
        <p>Twenty voters, one vote each, all of them shown.</p>
        <nav aria-label="More">
          <NavLink to="/about">About</NavLink> <NavLink to="/developers">For programs</NavLink>
        </nav>
      </footer>
      <Connection />
      <DropZone onFiles={listen.files} />
    </div>
  );
}
