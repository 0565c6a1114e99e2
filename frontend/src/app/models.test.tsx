import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { judged, model, track, underWay } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { get, post, refusal, server } from '@/testing/server';
// Loaded before the first test, which would else wait for it.
import './SongPage';

const choir = { ...model, name: 'choir-10', version: '0.2.0', default: false, family: 'network', provenance: { training: { dataset: 'GTZAN' } } };
const both = get('/models', { results: [model, choir] });
const picker = (name: RegExp) => screen.findByRole('button', { name });
const rows = () => within(screen.getByRole('list', { name: 'Models' })).getAllByRole('button');

/** What is sent to be heard, as it comes. */
function sent() {
  const bodies: unknown[] = [];
  server.use(
    post('/classifications', async (request) => {
      bodies.push(await request.json());
      return HttpResponse.json(underWay(), { status: 202 });
    }),
  );
  return bodies;
}

const pickSong = async (user: ReturnType<typeof renderApp>['user']) => {
  await user.type(screen.getByRole('combobox', { name: 'Find a song' }), 'spruce');
  await user.click(await screen.findByRole('option', { name: /Spruce Song/ }));
};

describe('the choice of a model', () => {
  it('is made with the keyboard, says what each is, and is remembered and sent', async () => {
    const bodies = sent();
    server.use(both);
    const { user, unmount } = renderApp();
    (await picker(/Heard by audiofiler-26.*change/)).focus();
    await user.keyboard('{Enter}');
    const [usual, other] = rows();
    expect(usual).toHaveFocus();
    expect(usual).toHaveTextContent(/the usual one.*4 genres, right 41% of the time/);
    expect(other).toHaveTextContent(/20 separately trained networks. Hears 69 of 70 features; learnt from GTZAN. Blues, Folk, Metal, Rock./);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(await picker(/Heard by choir-10/)).toHaveFocus();
    expect(await screen.findByRole('heading', { level: 1, name: /Twenty networks listen/ })).toBeVisible();
    expect(localStorage.getItem('audiofiler.model')).toBe('choir-10');
    unmount();
    const again = renderApp();
    expect(await picker(/Heard by choir-10/)).toBeVisible();
    await pickSong(again.user);
    await waitFor(() => expect(bodies).toEqual([{ track_id: 'library:1', model: 'choir-10' }]));
  });

  it('goes away by Escape and by a click elsewhere', async () => {
    server.use(both);
    const { user } = renderApp();
    const button = await picker(/Heard by/);
    await user.click(button);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('list', { name: 'Models' })).not.toBeInTheDocument();
    expect(button).toHaveFocus();
    await user.click(button);
    await user.click(screen.getByRole('heading', { level: 1 }));
    expect(screen.queryByRole('list', { name: 'Models' })).not.toBeInTheDocument();
  });

  it('is not offered where there is one model only', async () => {
    renderApp();
    expect(await screen.findByText(/votes for one of 4 genres/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /Heard by/ })).not.toBeInTheDocument();
  });

  it('is the usual one again where the remembered one is gone', async () => {
    localStorage.setItem('audiofiler.model', 'gone-1');
    const bodies = sent();
    server.use(both);
    const { user } = renderApp();
    expect(await picker(/Heard by audiofiler-26/)).toBeVisible();
    await pickSong(user);
    await waitFor(() => expect(bodies).toEqual([{ track_id: 'library:1' }]));
  });

  it('that the server refuses is tried again with the usual one', async () => {
    localStorage.setItem('audiofiler.model', 'choir-10');
    const bodies: unknown[] = [];
    server.use(
      both,
      post('/classifications', async (request) => {
        bodies.push(await request.json());
        return bodies.length === 1 ? refusal(422, 'unknown_model') : HttpResponse.json(underWay(), { status: 202 });
      }),
    );
    const { user } = renderApp();
    await picker(/Heard by choir-10/);
    await pickSong(user);
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('11 of 20 forests hear Rock.')).toBeVisible();
    expect(bodies).toEqual([{ track_id: 'library:1', model: 'choir-10' }, { track_id: 'library:1' }]);
  });
});

describe('a result', () => {
  it('is asked again from another model, in its words', async () => {
    const bodies = sent();
    const used = { name: 'choir-10', version: '0.2.0', forests: 20 };
    server.use(both);
    const { user } = renderApp('/c/abc');
    await user.click(await picker(/Heard by audiofiler-26 1.0.0.*ask another model/));
    server.use(get('/classifications/:id', judged({ model: used })));
    await user.click(rows()[1]!);
    expect(await screen.findByText(/20 separately trained networks/)).toBeVisible();
    expect(bodies).toEqual([{ track_id: 'library:1', model: 'choir-10' }]);
    expect(screen.getByText(/votes of the 20 networks/)).toBeVisible();
    expect(screen.getByText(/^Network \d+ hears Rock/)).toBeVisible();
  });

  it('of a file that is no longer at hand asks for it', async () => {
    server.use(both, get('/classifications/:id', judged({ origin: 'upload', track: null, label: 'my_tune.mp3' })));
    const { user } = renderApp('/c/abc');
    await user.click(await picker(/ask another model/));
    await user.click(rows()[1]!);
    expect(await screen.findByText(/choir-10 hears the next one/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Choose the file once more' })).toBeVisible();
  });

  it('that sounds like no music it knows names no winner', async () => {
    const verdict = { ...judged().verdict!, certain: false, familiar: false, sentence: 'This does not sound like the music the forests learnt from.' };
    server.use(get('/classifications/:id', judged({ verdict })), get('/classifications', { results: [judged({ verdict })], next: null, previous: null }));
    const { unmount } = renderApp('/c/abc');
    expect(await screen.findByRole('heading', { name: 'Not music it knows' })).toBeVisible();
    expect(screen.getByText(/Most votes: Rock · Rock & Metal/)).toBeVisible();
    unmount();
    renderApp();
    expect(await screen.findByText('unfamiliar')).toBeVisible();
  });

  it('whose clip broke on the way can be tried again', async () => {
    const bodies = sent();
    const error = { type: '', title: '', status: 409, code: 'preview_unavailable', detail: '', alternatives: [] };
    server.use(get('/classifications/:id', underWay({ status: 'failed', track: track(), error: error as never })));
    const { user } = renderApp('/c/abc');
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(bodies).toEqual([{ track_id: 'library:1', model: 'audiofiler-26' }]));
  });
});

it('the page on how it works speaks of the model that is asked for', async () => {
  server.use(both);
  const { user } = renderApp('/how?model=choir-10');
  expect(await screen.findByRole('heading', { level: 1, name: 'How twenty networks hear a song' })).toBeVisible();
  await user.selectOptions(screen.getByRole('combobox', { name: 'The figures of' }), 'audiofiler-26');
  expect(await screen.findByRole('heading', { level: 1, name: 'How twenty forests hear a song' })).toBeVisible();
});
