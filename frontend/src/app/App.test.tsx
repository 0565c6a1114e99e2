import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { judged, track, underWay } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { get, getWith, post, refusal, server } from '@/testing/server';
// Loaded before the first test, which would else wait for it.
import './SongPage';

const field = () => screen.getByRole('combobox', { name: 'Find a song' });
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });

describe('finding a song', () => {
  it('suggests songs, announces how many, and judges the one chosen with the keyboard', async () => {
    const answers = [underWay({ status: 'fetching' }), underWay({ status: 'voting' }), judged()];
    server.use(getWith('/classifications/:id', () => HttpResponse.json(answers.length > 1 ? answers.shift() : answers[0])));
    const { user } = renderApp();
    await user.type(field(), 'sprcue');
    expect(await screen.findByRole('option', { name: /Spruce Song/ })).toBeVisible();
    expect(screen.getByText('2 songs found. Use the arrow keys to choose.')).toBeInTheDocument();
    await user.keyboard('{ArrowDown}{Enter}');
    const title = await heading('Spruce Song');
    await waitFor(() => expect(title).toHaveFocus());
    expect(await screen.findByText('11 of 20 forests hear Rock.')).toBeVisible();
    expect(document.title).toBe('Spruce Song · AudioFiler');
    expect(screen.getByText(/ms altogether/)).toBeVisible();
    expect(HTMLMediaElement.prototype.play).toHaveBeenCalled();
  });

  it('asks for nothing under two letters, and only for the last of what is typed', async () => {
    const asked: (string | null)[] = [];
    server.use(getWith('/tracks', (request) => {
      asked.push(new URL(request.url).searchParams.get('q'));
      return HttpResponse.json({ results: [], sources: [{ id: 'library', status: 'ok', retry_after: null, note: 'still being indexed' }] });
    }));
    const { user } = renderApp();
    await user.type(field(), 's');
    await new Promise((done) => setTimeout(done, 250));
    expect(asked).toEqual([]);
    await user.type(field(), 'pru');
    expect(await screen.findByText(/Nothing found for “spru”/)).toBeVisible();
    expect(await screen.findByText('Your library: still being indexed')).toBeVisible();
    expect(asked).toEqual(['spru']);
  });

  it('says which catalogue does not answer', async () => {
    server.use(get('/tracks', { results: [track()], sources: [
      { id: 'library', status: 'rate_limited', retry_after: 7, note: null },
      { id: 'deezer', status: 'unavailable', retry_after: null, note: null },
    ] }));
    const { user } = renderApp();
    await user.type(field(), 'spruce');
    expect(await screen.findByText('Deezer is not answering just now. Your library (back in 7 seconds) wants us to slow down.')).toBeVisible();
  });

  it('says in the list that the search itself failed', async () => {
    server.use(getWith('/tracks', () => refusal(429, 'rate_limited', { 'Retry-After': '3' })));
    const { user } = renderApp();
    await user.type(field(), 'spruce');
    expect(await screen.findByText(/That was a lot in a short time/)).toBeVisible();
  });

  it('takes a pasted preview link', async () => {
    let body: unknown;
    server.use(post('/classifications', async (request) => {
      body = await request.json();
      return HttpResponse.json(underWay({ origin: 'url', track: null, label: 'a clip' }), { status: 202 });
    }));
    const { user } = renderApp();
    await user.click(field());
    await user.paste('https://cdn.example/clip.mp3');
    await user.click(await screen.findByRole('option', { name: /Listen to this link/ }));
    await waitFor(() => expect(body).toEqual({ preview_url: 'https://cdn.example/clip.mp3' }));
  });

  it('takes nothing when the field is left with a song highlighted', async () => {
    const { user } = renderApp();
    await user.type(field(), 'spruce');
    await screen.findByRole('option', { name: /Spruce Song/ });
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('option', { name: /Spruce Song/ })).toHaveAttribute('aria-selected', 'true');
    await user.tab();
    expect(screen.queryByRole('option')).not.toBeInTheDocument();
    expect(await heading(/Twenty forests listen/)).toBeVisible();
  });

  it('keeps an early Enter until the songs are there, and takes the first that matches', async () => {
    const { user } = renderApp();
    await user.type(field(), 'spruce{Enter}');
    expect(await heading('Spruce Song')).toBeVisible();
  });

  it('opens the list on an early Enter where the match is not clear', async () => {
    const { user } = renderApp();
    await user.type(field(), 'sprcue{Enter}');
    await waitFor(() => expect(screen.getByRole('option', { name: /Spruce Song/ })).toHaveAttribute('aria-selected', 'true'));
    await user.keyboard('{Enter}');
    expect(await heading('Spruce Song')).toBeVisible();
  });

  it('takes Enter just after an edit too, while the older list still stands', async () => {
    const { user } = renderApp();
    await user.type(field(), 'spr');
    await screen.findByRole('option', { name: /Spruce Song/ });
    await user.type(field(), 'uce{Enter}');
    expect(await heading('Spruce Song')).toBeVisible();
  });

  it('forgets an early Enter when the text is changed after it', async () => {
    const { user } = renderApp();
    await user.type(field(), 'spruc{Enter}e');
    expect(await screen.findByText(/2 songs found/)).toBeInTheDocument();
    expect(await heading(/Twenty forests listen/)).toBeVisible();
  });

  it('can be emptied', async () => {
    const { user } = renderApp();
    await user.type(field(), 'spruce');
    await user.click(screen.getByRole('button', { name: 'Clear the field' }));
    expect(field()).toHaveValue('');
  });
});

describe('a file', () => {
  const song = new File(['sound'], 'my_tune.mp3', { type: 'audio/mpeg' });

  it('is sent, and heard from where it is', async () => {
    server.use(
      post('/classifications', () => HttpResponse.json(underWay({ origin: 'upload', track: null, label: 'my_tune.mp3' }), { status: 202 })),
      get('/classifications/:id', judged({ origin: 'upload', track: null, label: 'my_tune.mp3', cached: true })),
    );
    const { user } = renderApp();
    await user.upload(screen.getByLabelText('Choose files', { selector: 'input' }), song);
    expect(await heading('my tune')).toBeVisible();
    expect(await screen.findByText('11 of 20 forests hear Rock.')).toBeVisible();
    expect(screen.getByText('Heard before, so answered from memory.')).toBeVisible();
    expect(document.querySelector('audio')).toHaveAttribute('src', 'blob:http://localhost/clip');
  });

  it('can be dropped anywhere', async () => {
    renderApp('/about');
    await heading('About AudioFiler');
    const dataTransfer = { types: ['Files'], files: [song] };
    const fire = (type: string) => window.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), { dataTransfer }));
    fire('dragenter');
    expect(await screen.findByText('Let go, and it is heard')).toBeVisible();
    fire('drop');
    expect(await heading(/my tune|Spruce/)).toBeVisible();
  });

  it('that is refused is explained, and is not tried again in vain', async () => {
    server.use(post('/classifications', () => refusal(422, 'silent_audio')));
    const { user } = renderApp();
    await user.upload(screen.getByLabelText('Choose files', { selector: 'input' }), song);
    expect(await screen.findByRole('alert')).toHaveTextContent('There is only silence in this clip.');
    expect(screen.queryByRole('button', { name: /Try again/ })).not.toBeInTheDocument();
  });

  it('that is empty is called empty, and has no address to copy', async () => {
    const empty = { type: '', title: '', status: 422, code: 'undecodable_audio', detail: 'The file is empty.' };
    server.use(post('/classifications', () => HttpResponse.json(empty, { status: 422 })));
    const { user } = renderApp();
    await user.upload(screen.getByLabelText('Choose files', { selector: 'input' }), song);
    expect(await screen.findByRole('alert')).toHaveTextContent('The file is empty.');
    expect(screen.queryByRole('button', { name: /Copy/ })).not.toBeInTheDocument();
    await user.click(screen.getByRole('link', { name: 'Another song' }));
    expect(field()).toHaveFocus();
  });

  it('is kept while the extractor is away, and sent again after the wait', async () => {
    let away = true;
    const keys: (string | null)[] = [];
    server.use(post('/classifications', (request) => {
      keys.push(request.headers.get('Idempotency-Key'));
      return away ? refusal(503, 'extractor_unavailable', { 'Retry-After': '1' }) : HttpResponse.json(underWay({ origin: 'upload' }), { status: 202 });
    }));
    const { user } = renderApp();
    await user.upload(screen.getByLabelText('Choose files', { selector: 'input' }), song);
    expect(await screen.findByRole('button', { name: 'Try again in 1 second' })).toBeDisabled();
    away = false;
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('11 of 20 forests hear Rock.')).toBeVisible();
    expect(new Set(keys).size).toBe(2);
  });
});

describe('a result at its address', () => {
  it('says that it is not sure', async () => {
    server.use(get('/classifications/:id', judged({ verdict: { ...judged().verdict!, confidence: 0.2, certain: false, sentence: 'Hard to say.' } })));
    renderApp('/c/abc');
    expect(await screen.findByRole('heading', { name: 'No clear verdict' })).toBeVisible();
    expect(screen.getByText(/take it as a hint/)).toBeVisible();
  });

  it('shows the bars, the table behind them and twenty ballots', async () => {
    const { user } = renderApp('/c/abc');
    const ballots = await screen.findByRole('list', { name: 'Ballots' });
    expect(within(ballots).getAllByRole('button')).toHaveLength(20);
    expect(await screen.findByText(/41.1%/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show table' }));
    expect(screen.getByRole('row', { name: 'Rock 11 55% 50.0%' })).toBeVisible();
    expect(screen.getByRole('row', { name: 'Blues 0 0% 15.0%' })).toBeVisible();
    const [first, second] = within(ballots).getAllByRole('button');
    first!.focus();
    await user.keyboard('{ArrowRight}');
    expect(second).toHaveFocus();
    await user.keyboard('{End}');
    expect(screen.getByText(/^Forest \d+ hears Folk, with a probability of \d+%; next comes Rock with 21%$/)).toBeVisible();
  });

  it('tells a failed one and hands its song in again', async () => {
    server.use(get('/classifications/:id', underWay({ status: 'failed', error: { type: '', title: '', status: 503, code: 'busy', detail: 'Stopped.', retry_after: 0 } })));
    const { user } = renderApp('/c/abc');
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('There is a lot to listen to');
  });

  it('says so where there is none', async () => {
    server.use(getWith('/classifications/:id', () => refusal(404, 'not_found')));
    renderApp('/c/none');
    expect(await heading('There is no result at this address.')).toBeVisible();
    expect(screen.getByText(/may have deleted its result, or this server kept it no longer/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Find the song again' })).toHaveAttribute('href', '/');
    expect(screen.getByRole('link', { name: 'See the songs you had heard' })).toHaveAttribute('href', '/history');
  });

  it('can be cancelled', async () => {
    server.use(get('/classifications/:id', underWay({ status: 'extracting' })));
    const { user } = renderApp('/c/abc');
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(await heading(/Twenty forests listen/)).toBeVisible();
  });
});

describe('the other pages', () => {
  it('has the latest results on the first page', async () => {
    server.use(get('/classifications', { results: [judged(), underWay({ id: 'x', status: 'failed', track: null, label: 'noise.wav' })], next: null, previous: null }));
    const { user } = renderApp();
    expect(await screen.findByText('noise.wav')).toBeVisible();
    await user.click(screen.getByRole('link', { name: /Spruce Song/ }));
    expect(await heading('Spruce Song')).toBeVisible();
  });

  it('asks for the latest results again while one is unfinished', async () => {
    const answers = [underWay(), judged()];
    server.use(getWith('/classifications', () => HttpResponse.json({ results: [answers.length > 1 ? answers.shift() : answers[0]], next: null, previous: null })));
    renderApp();
    expect(await screen.findByText('listening…')).toBeVisible();
    expect(await screen.findByText('Rock')).toBeVisible();
  });

  it('says that the list is empty, or could not be loaded', async () => {
    renderApp();
    expect(await screen.findByText(/Nothing yet/)).toBeVisible();
    server.use(getWith('/classifications', () => refusal(503, 'busy')));
    renderApp();
    expect(await screen.findByText(/Your list could not be loaded/)).toBeVisible();
  });

  it('knows an address it does not know', async () => {
    renderApp('/nowhere');
    expect(await heading('There is nothing in this clearing.')).toBeVisible();
  });

  it('goes home from a song that was never picked', async () => {
    renderApp('/listen');
    expect(await heading(/Twenty forests listen/)).toBeVisible();
  });

  it('keeps the chosen theme', async () => {
    const { user } = renderApp();
    await user.click(screen.getByRole('button', { name: /Change to: light/ }));
    await user.click(screen.getByRole('button', { name: /Change to: dark/ }));
    expect(document.documentElement).toHaveAttribute('data-theme', 'dark');
    expect(localStorage.getItem('audiofiler.theme')).toBe('dark');
    await user.click(screen.getByRole('button', { name: /Change to: as your system/ }));
    expect(localStorage.getItem('audiofiler.theme')).toBeNull();
  });

  it('survives a view that throws', async () => {
    vi.spyOn(console, 'error').mockReturnValue(undefined);
    server.use(get('/classifications', { results: [null], next: null, previous: null }));
    renderApp();
    expect(await screen.findByText('This page stumbled.')).toBeVisible();
    expect(screen.getByRole('link', { name: 'How it works' })).toBeVisible();
  });
});
