import { fireEvent, screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { outlined } from '@/testing/analysis';
import { judged } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { get, getWith, post, refusal, server } from '@/testing/server';
// Loaded before the first test, which would else wait for it.
import './SongPage';
import '@/features/sound/Sound';

// By its label: in a page of this size looking by role takes seconds on a busy machine.
const band = () => screen.findByLabelText(/Votes over time/, { selector: '[role=slider]' }, { timeout: 20_000 });

/** jsdom plays nothing and knows no duration. */
async function audible(duration = 12) {
  await screen.findByRole('heading', { level: 1, name: 'Spruce Song' });
  const audio = document.querySelector('audio')!;
  await waitFor(() => expect(audio).toHaveAttribute('src'));
  Object.defineProperty(audio, 'duration', { value: duration });
  fireEvent.durationChange(audio);
  return audio;
}

describe('when in the song', () => {
  it('is read by walking along the band, and heard from there', async () => {
    const { user } = renderApp('/c/abc');
    (await band()).focus();
    const audio = await audible();
    expect(await band()).toHaveAttribute('aria-valuetext', '0 seconds to 10 seconds: 12 of 20 hear Rock, 8 Metal');
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(screen.getByText('0:02–0:12: 14 of 20 hear Metal, 4 Rock, 2 Folk')).toBeVisible();
    expect(audio.currentTime).toBe(0);
    await user.keyboard('{Enter}');
    expect(audio.currentTime).toBe(2);
    await user.keyboard('{Home}{PageDown}{End}{ArrowLeft}');
    expect(await band()).toHaveAttribute('aria-valuenow', '2');
  });

  it('follows the playhead once nothing else is looked at', async () => {
    const { user } = renderApp('/c/abc');
    const slider = await band();
    const audio = await audible();
    slider.focus();
    await user.keyboard('{End}{Home}');
    audio.currentTime = 11;
    fireEvent.timeUpdate(audio);
    expect(slider).toHaveAttribute('aria-valuenow', '1');
    await user.keyboard('{Escape}');
    expect(slider).toHaveAttribute('aria-valuenow', '3');
  });

  it('is told in a sentence and in a table', async () => {
    const { user } = renderApp('/c/abc');
    expect(await screen.findByText(/Rock leads in 2 of 3 overlapping stretches of 10 seconds, Metal in 1/)).toBeVisible();
    await user.click(screen.getByText('As numbers'));
    expect(await screen.findByRole('row', { name: '0:02–0:12 Metal 14 Metal, 4 Rock, 2 Folk' })).toBeVisible();
    expect(screen.getByRole('list', { name: 'Genres in the band' })).toHaveTextContent('MetalRockFolk');
  });

  it('says what was not listened to', async () => {
    server.use(get('/classifications/:id/course', outlined({ duration_s: 60 })));
    renderApp('/c/abc');
    expect(await screen.findByText(/Striped: not listened to/)).toBeVisible();
    const audio = await audible(60);
    audio.currentTime = 40;
    fireEvent.timeUpdate(audio);
    expect(screen.getByText('0:40: not listened to')).toBeVisible();
  });

  it('can be seeked in with the outline’s keys', async () => {
    const { user } = renderApp('/c/abc');
    await band();
    const audio = await audible();
    screen.getByLabelText('Seek').focus();
    await user.keyboard('{End}');
    expect(audio.currentTime).toBe(12);
    await user.keyboard('{ArrowLeft}');
    expect(audio.currentTime).toBe(7);
  });
});

describe('without a drawing', () => {
  it('says that none was kept, and how to get one', async () => {
    server.use(getWith('/classifications/:id/course', () => refusal(404, 'not_found')));
    let sent: unknown;
    server.use(post('/classifications', async (request) => {
      sent = await request.json();
      return HttpResponse.json(judged({ id: 'new' }), { status: 201 });
    }));
    const { user } = renderApp('/c/abc');
    await user.click(await screen.findByRole('button', { name: 'Have it heard again' }));
    const heading = await screen.findByRole('heading', { level: 1, name: 'Spruce Song' });
    await waitFor(() => expect(heading).toHaveFocus());
    expect(sent).toEqual({ track_id: 'library:1', model: 'audiofiler-26' });
  });

  it('asks for the file where there is nothing to hear again', async () => {
    server.use(
      get('/classifications/:id', judged({ origin: 'upload', track: null, label: 'tune.mp3' })),
      getWith('/classifications/:id/course', () => refusal(404, 'not_found')),
    );
    renderApp('/c/abc');
    expect(await screen.findByText(/was not kept.*Choose the file once more/)).toBeVisible();
    expect(screen.getByRole('slider', { name: 'Seek' })).toBeDisabled();
  });

  it.each([
    [true, 'Your file', 'The file stayed with you: choose it again to hear it here.'],
    [false, 'An uploaded file', 'Its file was never kept, so it cannot be played here.'],
  ])('calls a file one’s own only where it is: %s', async (own, origin, absence) => {
    server.use(get('/classifications/:id', judged({ origin: 'upload', track: null, label: 'tune.mp3', own })));
    renderApp('/c/abc');
    expect(await screen.findByText(origin)).toBeVisible();
    expect(screen.getByText(absence)).toBeVisible();
  });

  it('can be loaded again after a lost connection', async () => {
    server.use(getWith('/classifications/:id/course', () => HttpResponse.error()));
    const { user } = renderApp('/c/abc');
    expect(await screen.findByText(/could not be loaded. The connection was lost/)).toBeVisible();
    server.use(get('/classifications/:id/course', outlined()));
    await user.click(screen.getByRole('button', { name: 'Load the drawing again' }));
    expect(await band()).toBeVisible();
  });

  it('tells of a model that is gone', async () => {
    server.use(get('/classifications/:id/course', outlined({ course: { seconds: 10, step_s: 1, parts: [] } })));
    renderApp('/c/abc');
    expect(await screen.findByText(/no longer here, so its votes over time cannot be drawn/)).toBeVisible();
  });
});
