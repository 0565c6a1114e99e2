import { lazy, useEffect } from 'react';
import { Route, Routes } from 'react-router';
import { HomePage } from './HomePage';
import { Layout } from './Layout';
import { NotFoundPage } from './NotFoundPage';

// Fetched while the first page is read, so that a picked song finds it here.
const songPage = () => import('./SongPage');
const SongPage = lazy(songPage);
const RecordPage = lazy(() => import('./RecordPage'));
const SeveralPage = lazy(() => import('./SeveralPage'));
const HowPage = lazy(() => import('./HowPage'));
const AboutPage = lazy(() => import('@/features/about/AboutPage'));
const DevelopersPage = lazy(() => import('@/features/developers/DevelopersPage'));
const HistoryPage = lazy(() => import('./HistoryPage'));
const ComparePage = lazy(() => import('./ComparePage'));

const SOON = 300;

export function App() {
  useEffect(() => {
    const timer = setTimeout(() => void songPage().catch(() => undefined), SOON);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route index element={<HomePage />} />
        {/* One page for a clip on its way and for its result: nothing is drawn anew when the address comes. */}
        <Route path="/listen" element={<SongPage />} />
        <Route path="/c/:id" element={<SongPage />} />
        <Route path="/several" element={<SeveralPage />} />
        <Route path="/record" element={<RecordPage />} />
        <Route path="/how" element={<HowPage />} />
        <Route path="/about" element={<AboutPage />} />
        <Route path="/developers" element={<DevelopersPage />} />
        <Route path="/history" element={<HistoryPage />} />
        <Route path="/compare" element={<ComparePage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}
