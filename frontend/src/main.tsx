import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { BrowserRouter } from 'react-router';
import { App } from '@/app/App';
import { pageAt } from '@/app/pages';
import { makeStore } from '@/app/store';
import '@/styles/tokens.css';
import '@/styles/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const page = createRoot(root);
const draw = () =>
  // As a transition it is drawn in small pieces, so that a slow phone answers a touch in between.
  startTransition(() => {
    page.render(
      <StrictMode>
        <Provider store={makeStore()}>
          <BrowserRouter>
            <App />
          </BrowserRouter>
        </Provider>
      </StrictMode>,
    );
  });
// Its page is on its way already; drawn with it, nothing stands in its place first. One that does not come is asked for once more.
void (pageAt(window.location.pathname)?.load() ?? Promise.resolve()).then(draw, draw);
