import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { judged, track, underWay } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { get, getWith, refusal, server } from '@/testing/server';
// Loaded before the first test, which would else wait for it.
import './HistoryPage';

const v1 = '*/api/v1/classifications';
const song = (id: string, title: string) => judged({ id, track: track({ title }) });
const titles = () => screen.queryAllByRole('link', { name: / Song$/ }).map((link) => link.textContent);

/** A history that keeps what is deleted from it. */
function kept(...names: string[]) {
  let songs = names.map((name) => song(name.toLowerCase(), `${name} Song`));
  const all = songs;
  server.use(
    getWith('/classifications', (request) => {
      const q = new URL(request.url).searchParams.get('q')?.toLowerCase() ?? '';
      return HttpResponse.json({ results: songs.filter(({ track: of }) => of?.title.toLowerCase().includes(q)), next: null, previous: null });
    }),
    http.delete(`${v1}/:id`, ({ params }) => {
      songs = songs.filter(({ id }) => id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.post(`${v1}/:id/restore`, ({ params }) => {
      songs = all.filter((one) => songs.includes(one) || one.id === params.id);
      return HttpResponse.json(all.find(({ id }) => id === params.id));
    }),
    http.delete(v1, () => {
      const deleted = songs.length;
      songs = [];
      return HttpResponse.json({ deleted, deleted_at: '2026-11-21T12:00:00Z' });
    }),
    http.post(`${v1}/restore`, () => {
      songs = all;
      return HttpResponse.json({ restored: all.length });
    }),
  );
}

describe('your songs', () => {
  it('deletes one and takes it back, by button and by key', async () => {
    kept('Fir', 'Oak', 'Elm');
    const { user } = renderApp('/history');
    await user.click(await screen.findByRole('button', { name: 'Delete Oak Song' }));
    const bar = await screen.findByRole('region', { name: 'Last change' });
    expect(within(bar).getByText('“Oak Song” is deleted.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Delete Elm Song' })).toHaveFocus();
    expect(titles()).toEqual(['Fir Song', 'Elm Song']);
    await user.click(within(bar).getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(titles()).toEqual(['Fir Song', 'Oak Song', 'Elm Song']));
    expect(screen.getByText('“Oak Song” is back.')).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Delete Fir Song' }));
    await screen.findByRole('region', { name: 'Last change' });
    screen.getByRole('button', { name: 'Undo' }).focus();
    await user.keyboard('{Control>}z{/Control}');
    expect(screen.getByRole('heading', { level: 1, name: 'Your songs' })).toHaveFocus();
    await waitFor(() => expect(titles()).toEqual(['Fir Song', 'Oak Song', 'Elm Song']));
  });

  it('deletes all and takes them back', async () => {
    kept('Fir', 'Oak');
    const { user } = renderApp('/history');
    await screen.findByText('Fir Song');
    await user.click(screen.getByRole('button', { name: 'Delete all' }));
    expect(await screen.findByText(/^Nothing yet/)).toBeVisible();
    expect(screen.getByText('2 songs deleted.', { selector: 'p' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Fir Song')).toBeVisible();
  });

  it('shows a song again that could not be deleted, and says why', async () => {
    kept('Fir');
    server.use(http.delete(`${v1}/:id`, () => HttpResponse.error()));
    const { user } = renderApp('/history');
    await user.click(await screen.findByRole('button', { name: 'Delete Fir Song' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The connection was lost.');
    expect(titles()).toEqual(['Fir Song']);
  });

  it('finds, says when nothing matches, and keeps the words in the address', async () => {
    kept('Fir', 'Oak');
    const { user } = renderApp('/history?q=oak');
    await waitFor(() => expect(titles()).toEqual(['Oak Song']));
    const field = screen.getByRole('searchbox', { name: 'Search your songs' });
    expect(field).toHaveValue('oak');
    await user.type(field, 's');
    expect(await screen.findByText('None of your songs matches “oaks”.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    await waitFor(() => expect(titles()).toEqual(['Fir Song', 'Oak Song']));
  });

  it('brings older ones page by page', async () => {
    server.use(
      getWith('/classifications', (request) => {
        const older = new URL(request.url).searchParams.get('cursor') === 'abc';
        return HttpResponse.json({ results: [older ? song('old', 'Old Song') : song('new', 'New Song')], next: older ? null : 'http://localhost/api/v1/classifications?cursor=abc&limit=20', previous: null });
      }),
    );
    const { user } = renderApp('/history');
    await user.click(await screen.findByRole('button', { name: 'Show older ones' }));
    await waitFor(() => expect(titles()).toEqual(['New Song', 'Old Song']));
    expect(screen.queryByRole('button', { name: 'Show older ones' })).not.toBeInTheDocument();
  });

  it('has a failed one heard again', async () => {
    server.use(get('/classifications', { results: [underWay({ status: 'failed', error: { type: '', title: '', status: 503, code: 'busy', detail: '' } })], next: null, previous: null }));
    const { user } = renderApp('/history');
    expect(await screen.findByText('There is a lot to listen to just now.')).toBeVisible();
    expect(screen.getByRole('checkbox')).toBeDisabled();
    server.use(get('/classifications/:id', judged()));
    await user.click(screen.getByRole('button', { name: 'Try again: Spruce Song' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Spruce Song' })).toBeVisible();
  });

  it('chooses songs to stand side by side', async () => {
    kept('Fir', 'Oak');
    const { user } = renderApp('/history');
    await user.click(await screen.findByRole('checkbox', { name: 'Compare Fir Song' }));
    const bar = screen.getByRole('region', { name: 'Compare' });
    expect(within(bar).queryByRole('link')).not.toBeInTheDocument();
    await user.click(screen.getByRole('checkbox', { name: 'Compare Oak Song' }));
    expect(within(bar).getByRole('link', { name: 'Compare' })).toHaveAttribute('href', '/compare?ids=fir,oak');
    await user.click(within(bar).getByRole('button', { name: 'Choose none' }));
    expect(screen.getByRole('checkbox', { name: 'Compare Fir Song' })).not.toBeChecked();
    expect(screen.getByRole('heading', { level: 1, name: 'Your songs' })).toHaveFocus();
  });

  it('keeps the focus when the last change is closed', async () => {
    kept('Fir', 'Oak');
    const { user } = renderApp('/history');
    await user.click(await screen.findByRole('button', { name: 'Delete Oak Song' }));
    await user.click(await screen.findByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('region', { name: 'Last change' })).not.toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1, name: 'Your songs' })).toHaveFocus();
  });

  it('says that it could not be loaded, and tries again', async () => {
    server.use(getWith('/classifications', () => refusal(503, 'busy')));
    const { user } = renderApp('/history');
    const button = await screen.findByRole('button', { name: 'Try again' });
    server.use(get('/classifications', { results: [], next: null, previous: null }));
    await user.click(button);
    expect(await screen.findByText(/^Nothing yet/)).toBeVisible();
  });
});
