import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { judged, underWay } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { getWith, post, refusal, server } from '@/testing/server';
// Loaded before the first test, which would else wait for it.
import './SeveralPage';

const file = (name: string) => new File([name], name, { type: 'audio/mpeg' });
const drop = (files: File[]) => fireEvent(window, Object.assign(new Event('drop', { cancelable: true }), { dataTransfer: { types: ['Files'], files } }));
const rows = () => within(screen.getByRole('main')).getAllByRole('listitem');

it('several dropped files are heard one after another, each with its result', async () => {
  let underway = 0;
  let most = 0;
  let sent = 0;
  server.use(
    post('/classifications', () => {
      most = Math.max(most, ++underway);
      return HttpResponse.json(underWay({ id: `id${++sent}`, origin: 'upload', track: null }), { status: 202 });
    }),
    getWith('/classifications/:id', (request) => {
      underway--;
      return HttpResponse.json(judged({ id: request.url.split('/').at(-1)!, origin: 'upload', track: null }));
    }),
  );
  renderApp();
  drop([file('first_song.mp3'), file('second.mp3'), file('second.wav')]);
  const heading = await screen.findByRole('heading', { level: 1, name: 'Several songs, one after another' });
  await waitFor(() => expect(heading).toHaveFocus());
  expect(await screen.findByText('3 of 3 songs heard.')).toBeVisible();
  expect(rows().map((row) => row.textContent)).toEqual(['first_song.mp3Rock', 'second.mp3Rock', 'second.wavRock']);
  expect(most).toBe(1);
  expect(screen.getByRole('link', { name: 'first_song.mp3' })).toHaveAttribute('href', '/c/id1');
  expect(screen.getByRole('link', { name: 'second.wav' })).toHaveAttribute('href', '/c/id3');
});

it('one that is refused says why, keeps none of the others, and can be tried again', async () => {
  let good = false;
  server.use(
    post('/classifications', () => (good ? HttpResponse.json(underWay({ origin: 'upload', track: null }), { status: 202 }) : refusal(503, 'busy'))),
  );
  const { user } = renderApp();
  drop([file('a.mp3'), file('b.mp3')]);
  expect(await screen.findByText('0 of 2 songs heard, 2 could not be.')).toBeVisible();
  expect(screen.getAllByText(/There is a lot to listen to just now/)).toHaveLength(2);
  good = true;
  await user.click(screen.getAllByRole('button', { name: 'Try again' })[0]!);
  await waitFor(() => expect(screen.getByRole('link', { name: 'a.mp3' })).toBeVisible());
  expect(screen.getByText('1 of 2 songs heard, 1 could not be.')).toBeVisible();
});

it('one that can never be heard is not offered again', async () => {
  server.use(post('/classifications', () => refusal(415, 'unsupported_media')));
  renderApp();
  drop([file('a.txt'), file('b.txt')]);
  expect(await screen.findByText('0 of 2 songs heard, 2 could not be.')).toBeVisible();
  expect(screen.getAllByText(/not a kind of audio we can read/)).toHaveLength(2);
  expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
});

it('its address says what to do where nothing has been chosen', () => {
  renderApp('/several');
  return expect(screen.findByText(/Nothing has been chosen here yet/)).resolves.toBeVisible();
});
