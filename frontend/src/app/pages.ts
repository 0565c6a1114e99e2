import { onDemand } from '@/lib/onDemand';

/** The pages, each loaded when it is wanted. What index.html says of an address to the browser is in scripts/pages.ts. */
export const pages = {
  home: onDemand(() => import('./HomePage')),
  song: onDemand(() => import('./SongPage')),
  several: onDemand(() => import('./SeveralPage')),
  record: onDemand(() => import('./RecordPage')),
  how: onDemand(() => import('./HowPage')),
  about: onDemand(() => import('@/features/about/AboutPage')),
  developers: onDemand(() => import('@/features/developers/DevelopersPage')),
  history: onDemand(() => import('./HistoryPage')),
  compare: onDemand(() => import('./ComparePage')),
};

type Page = (typeof pages)[keyof typeof pages];

/** The page of an address, as far as its first part says. */
export function pageAt(pathname: string): Page | undefined {
  const name = pathname.split('/')[1] ?? '';
  if (name === '') return pages.home;
  if (name === 'c' || name === 'listen') return pages.song;
  return Object.entries(pages).find(([key]) => key === name)?.[1];
}
