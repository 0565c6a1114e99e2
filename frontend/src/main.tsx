import { createRoot } from 'react-dom/client';
import '@/styles/tokens.css';
import '@/styles/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

/** A moment for the browser: what runs in one go here would keep a slow phone from answering for a fifth of a second. */
const pause = () => new Promise((resolve) => setTimeout(resolve));

await pause();
// On its way already: scripts/pages.ts names it in the head of every page.
const { open } = await import('@/app/opening');
await pause();
await open(createRoot(root));
