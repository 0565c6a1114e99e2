import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { Provider } from 'react-redux';
import { MemoryRouter } from 'react-router';
import { App } from '@/app/App';
import { pages } from '@/app/pages';
import { makeStore } from '@/app/store';

// As opening.tsx does it: the first page is there before anything is drawn.
await pages.home.load();

/** Any element with the store and a router around it. */
export function renderWith(element: ReactElement, at = '/') {
  const store = makeStore();
  const view = render(
    <Provider store={store}>
      <MemoryRouter initialEntries={[at]}>{element}</MemoryRouter>
    </Provider>,
  );
  return { ...view, store, user: userEvent.setup() };
}

/** The whole page at an address. */
export const renderApp = (at = '/') => renderWith(<App />, at);
