import { StrictMode, startTransition } from 'react';
import type { Root } from 'react-dom/client';
import { Provider } from 'react-redux';
import { BrowserRouter } from 'react-router';
import { App } from './App';
import { firstData } from './firstData';
import { pageAt } from './pages';
import { makeStore } from './store';

/** Draws the page of the address for the first time. */
export async function open(root: Root): Promise<void> {
  const store = makeStore();
  const { pathname } = window.location;
  // Its page and its data are on their way already; drawn with them, nothing stands in its place first, and nothing is drawn twice. A
  // page that does not come is asked for once more.
  await Promise.allSettled([pageAt(pathname)?.load(), firstData(store, pathname)]);
  // As a transition it is drawn in small pieces, so that a slow phone answers a touch in between.
  startTransition(() => {
    root.render(
      <StrictMode>
        <Provider store={store}>
          <BrowserRouter>
            <App />
          </BrowserRouter>
        </Provider>
      </StrictMode>,
    );
  });
}
