import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { BrowserRouter } from 'react-router';
import { App } from '@/app/App';
import { firstData } from '@/app/firstData';
import { pageAt } from '@/app/pages';
import { makeStore } from '@/app/store';
import '@/styles/tokens.css';
import '@/styles/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const store = makeStore();
const page = createRoot(root);
const draw = () =>
  // As a transition it is drawn in small pieces, so that a slow phone answers a touch in between.
  startTransition(() => {
    page.render(
      <StrictMode>
        <Provider store={store}>
          <BrowserRouter>
            <App />
          </BrowserRouter>
        </Provider>
      </StrictMode>,
    );
  });
const { pathname } = window.location;
// Its page and its data are on their way already; drawn with them, nothing stands in its place first, and nothing is drawn twice. A page
// that does not come is asked for once more.
void Promise.allSettled([pageAt(pathname)?.load(), firstData(store, pathname)]).then(draw);
