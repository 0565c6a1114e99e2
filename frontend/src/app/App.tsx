import { useEffect } from 'react';
import { Route, Routes } from 'react-router';
import { Layout } from './Layout';
import { NotFoundPage } from './NotFoundPage';
import { pages } from './pages';

/** After which the page of a song is fetched, so that one that is picked finds it here. */
const SOON = 300;

export function App() {
  useEffect(() => {
    const timer = setTimeout(() => void pages.song.load().catch(() => undefined), SOON);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route index element={<pages.home />} />
        {/* One page for a clip on its way and for its result: nothing is drawn anew when the address comes. */}
        <Route path="/listen" element={<pages.song />} />
        <Route path="/c/:id" element={<pages.song />} />
        <Route path="/several" element={<pages.several />} />
        <Route path="/record" element={<pages.record />} />
        <Route path="/how" element={<pages.how />} />
        <Route path="/about" element={<pages.about />} />
        <Route path="/developers" element={<pages.developers />} />
        <Route path="/history" element={<pages.history />} />
        <Route path="/compare" element={<pages.compare />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}
