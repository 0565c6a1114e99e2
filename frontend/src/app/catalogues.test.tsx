import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { alternative, judged, outcome, source, track, underWay } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { get, getWith, post, refusal, server } from '@/testing/server';

const field = () => screen.getByRole('combobox', { name: 'Find a song' });
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const options = () => screen.getAllByRole('option').map(({ textContent }) => textContent);
const mark = (name: string, id: string) => ({ source: name, id, has_preview: true, external_url: null });

const deezer = source({ id: 'deezer', name: 'Deezer' });
const itunes = source({ id: 'itunes', name: 'iTunes', notice: 'Provided courtesy of iTunes' });
const fir = track({ id: 'deezer:1', source: 'deezer', title: 'Fir Song' });

/** A promise with its end in hand. */
function withResolvers() {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

/** One answer after the other; the last stays. */
const inTurn = (path: string, answers: object[]) => {
  let asked = 0;
  server.use(getWith(path, () => HttpResponse.json(answers[Math.min(asked++, answers.length - 1)])));
  return () => asked;
};

describe('suggestions from several catalogues', () => {
  it('name the catalogues of each song, its length or that it has no clip, and the notice of whose songs are shown', async () => {
    const cone = track({ id: 'openverse:3', source: 'openverse', title: 'Cone Song', has_preview: false, licence: 'CC BY 4.0' });
    server.use(
      get('/sources', { results: [source(), deezer, itunes, source({ id: 'spotify', name: 'Spotify', notice: 'Not shown: no song of its own here' })] }),
      get('/tracks', { results: [track({ id: 'deezer:2', source: 'deezer', sources: [mark('deezer', 'deezer:2'), mark('itunes', 'itunes:9')] }), cone], sources: [outcome({ id: 'deezer' })] }),
    );
    const { user } = renderApp();
    await user.type(field(), 'spruce');
    expect(await screen.findByRole('option', { name: /Spruce Song.*3:34.*Deezer · iTunes/ })).toBeVisible();
    expect(screen.getByRole('option', { name: /Cone Song.*no clip.*Openverse · CC BY 4.0/ })).toBeVisible();
    expect(screen.getByText('Provided courtesy of iTunes')).toBeVisible();
    expect(screen.queryByText(/Not shown/)).not.toBeInTheDocument();
  });

  it('take in what comes late, around the highlighted song, and are counted for ears once', async () => {
    const late = [outcome(), outcome({ id: 'deezer', pending: true })];
    const gate = withResolvers();
    let asked = 0;
    server.use(
      get('/sources', { results: [source(), deezer] }),
      getWith('/tracks', async () => {
        asked += 1;
        if (asked === 1) return HttpResponse.json({ results: [track()], sources: late });
        await gate.promise;
        return HttpResponse.json({ results: [fir, track()], sources: [outcome(), outcome({ id: 'deezer' })] });
      }),
    );
    const { user } = renderApp();
    await user.type(field(), 'song');
    expect(await screen.findByText('Still asking Deezer…')).toBeVisible();
    const status = within(screen.getByRole('search')).getByRole('status');
    expect(status).toBeEmptyDOMElement();
    await user.keyboard('{ArrowDown}');
    gate.resolve();
    expect(await screen.findByRole('option', { name: /Fir Song/ })).toBeVisible();
    expect(options()[0]).toMatch(/Spruce Song/);
    expect(screen.getByRole('option', { name: /Spruce Song/ })).toHaveAttribute('aria-selected', 'true');
    expect(status).toHaveTextContent('2 songs found.');
    expect(screen.queryByText(/Still asking/)).not.toBeInTheDocument();
    expect(asked).toBe(2);
  });

  it('stay as they are when asking for the rest fails', async () => {
    let asked = 0;
    server.use(getWith('/tracks', () => {
      asked += 1;
      return asked > 1 ? refusal(503, 'busy') : HttpResponse.json({ results: [track()], sources: [outcome({ pending: true })] });
    }));
    const { user } = renderApp();
    await user.type(field(), 'song');
    await screen.findByRole('option', { name: /Spruce Song/ });
    expect(await screen.findByText(/1 song found/)).toBeInTheDocument();
    expect(screen.getByRole('option', { name: /Spruce Song/ })).toBeVisible();
    expect(asked).toBe(2);
  });

  it('are not waited for without end', async () => {
    const asked = inTurn('/tracks', [{ results: [track()], sources: [outcome({ pending: true })] }]);
    const { user } = renderApp();
    await user.type(field(), 'song');
    expect(await screen.findByText(/1 song found/)).toBeInTheDocument();
    expect(asked()).toBe(11);
  });

  it('keep an early Enter while nothing has come yet', async () => {
    inTurn('/tracks', [
      { results: [], sources: [outcome({ pending: true })] },
      { results: [track()], sources: [outcome()] },
    ]);
    const { user } = renderApp();
    await user.type(field(), 'spruce{Enter}');
    expect(await heading('Spruce Song')).toBeVisible();
  });

  it('have one line for all catalogues that fail', async () => {
    server.use(
      get('/sources', { results: [source(), deezer, itunes] }),
      get('/tracks', { results: [track()], sources: [
        outcome({ note: 'still being indexed' }),
        outcome({ id: 'deezer', status: 'unavailable', note: 'It did not answer in time.' }),
        outcome({ id: 'itunes', status: 'unavailable' }),
        outcome({ id: 'spotify', status: 'rate_limited', retry_after: 10_800 }),
      ] }),
    );
    const { user } = renderApp();
    await user.type(field(), 'song');
    expect(
      await screen.findByText('Your library: still being indexed Deezer and iTunes are not answering just now. Spotify (back in 3 hours) wants us to slow down.'),
    ).toBeVisible();
  });
});

describe('where nothing is found', () => {
  const house = source({ id: 'house', name: 'House Band' });
  const folders = outcome({ note: 'No folders are set. LIBRARY_DIRS names the folders with your music.' });
  const piece = track({ id: 'house:disco', source: 'house', title: 'Mirror Leaf', artists: ['House Band'] });
  const failed = underWay({ id: 'x', status: 'failed' });

  it('who is away comes first, then what was searched, and the house offers its pieces, by keyboard too', async () => {
    let body: unknown;
    server.use(
      get('/sources', { results: [source(), deezer, house] }),
      get('/classifications', { results: [judged()], next: null, previous: null }),
      getWith('/tracks', (request) => {
        const some = new URL(request.url).searchParams.get('source') === 'house';
        const sources = [folders, outcome({ id: 'house' }), outcome({ id: 'deezer', status: 'unavailable' })];
        return HttpResponse.json({ results: some ? [piece] : [], sources });
      }),
      post('/classifications', async (request) => {
        body = await request.json();
        return HttpResponse.json(underWay({ track: piece }), { status: 202 });
      }),
    );
    const { user } = renderApp();
    await user.type(field(), 'spruce');
    expect(
      await screen.findByText('Deezer is not answering just now. Nothing found for “spruce” in Your library and House Band. You can choose a file.'),
    ).toBeVisible();
    expect(screen.getByText(/No folders are set/)).toBeVisible();
    const offer = await screen.findByRole('button', { name: /Mirror Leaf/ });
    await user.click(screen.getByText(/No folders are set/));
    expect(offer).toBeVisible();
    await user.click(field());
    await user.type(field(), 's');
    const again = await screen.findByRole('button', { name: /Mirror Leaf/ });
    again.focus();
    expect(again).toBeVisible();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(body).toEqual({ track_id: 'house:disco' }));
  });

  it('is the only place where missing folders are spoken of', async () => {
    server.use(get('/tracks', { results: [track()], sources: [folders] }));
    const { user } = renderApp();
    await user.type(field(), 'spruce');
    expect(await screen.findByText(/1 song found/)).toBeInTheDocument();
    expect(screen.queryByText(/No folders are set/)).not.toBeInTheDocument();
  });

  it('and all attempts failed, the house still offers its pieces', async () => {
    server.use(
      get('/sources', { results: [house] }),
      get('/classifications', { results: [failed], next: null, previous: null }),
      get('/tracks', { results: [piece], sources: [outcome({ id: 'house' })] }),
    );
    renderApp();
    expect(await screen.findByRole('button', { name: /Mirror Leaf/ })).toBeVisible();
  });
});

describe('a full list', () => {
  it('is called the first of what there is', async () => {
    const results = Array.from({ length: 8 }, (_, i) => track({ id: `library:${i}` }));
    server.use(get('/tracks', { results, sources: [outcome()] }));
    const { user } = renderApp();
    await user.type(field(), 'spruce');
    expect(await screen.findByText(/^The first 8 songs found/)).toBeInTheDocument();
  });
});

describe('a pasted link', () => {
  const paste = async (link: string) => {
    const view = renderApp();
    await screen.findByText(/Nothing yet/);
    await view.user.click(field());
    await view.user.paste(link);
    return view;
  };

  it('to the page of a song is taken as that song', async () => {
    let body: unknown;
    server.use(
      get('/sources', { results: [deezer] }),
      get('/tracks/:id', { ...fir, preview_url: null, alternatives: [] }),
      post('/classifications', async (request) => {
        body = await request.json();
        return HttpResponse.json(underWay({ track: fir }), { status: 202 });
      }),
    );
    const { user } = await paste('https://www.deezer.com/en/track/1');
    await user.click(await screen.findByRole('option', { name: /Fir Song.*Deezer/ }));
    await waitFor(() => expect(body).toEqual({ track_id: 'deezer:1' }));
  });

  it('to the page of a song that is gone says so', async () => {
    server.use(get('/sources', { results: [deezer] }), getWith('/tracks/:id', () => refusal(404, 'track_not_found')));
    await paste('https://www.deezer.com/track/9');
    expect(await screen.findByText(/This song is no longer in its catalogue/, { selector: 'p' })).toBeVisible();
    expect(screen.queryByRole('option')).not.toBeInTheDocument();
  });

  it.each([
    ['https://open.spotify.com/track/0123456789abcdefABCDEF', 'Spotify'],
    ['https://www.youtube.com/watch?v=abc-DEF_123', 'YouTube'],
    ['https://music.apple.com/us/album/x/100', 'Apple Music'],
    ['www.deezer.com/album/1', 'Deezer'],
  ])('to a page that gives no sound is told what works: %s', async (link, name) => {
    server.use(get('/sources', { results: [deezer, itunes] }));
    await paste(link);
    const words = `This is a page of ${name}, which gives no sound to listen to. Type the song’s name instead, paste a direct link to a preview clip of Deezer or iTunes, or choose a file you have.`;
    expect(await screen.findByText(words, { selector: 'p' })).toBeVisible();
    expect(screen.getByText(words, { selector: '[role=status]' })).toBeInTheDocument();
    expect(screen.queryByRole('option')).not.toBeInTheDocument();
  });

  it('to a clip needs no words', async () => {
    await paste('https://cdnt-preview.dzcdn.net/clip.mp3');
    expect(await screen.findByRole('option', { name: /Listen to this link/ })).toBeVisible();
    expect(screen.queryByText(/gives no sound/)).not.toBeInTheDocument();
  });
});

describe('a song without a clip', () => {
  const bare = track({ id: 'spotify:5', source: 'spotify', has_preview: false });
  const others = [alternative(), alternative({ track: track({ id: 'itunes:8', source: 'itunes' }), certainty: 1, matched_by: 'isrc' })];
  const sources = get('/sources', { results: [source({ id: 'spotify', name: 'Spotify' }), deezer, itunes] });
  const problem = { type: '', title: '', status: 409, code: 'preview_unavailable', detail: 'Choose one of the alternatives.' };
  const pick = async () => {
    const view = renderApp();
    await view.user.type(field(), 'spruce');
    await view.user.click(await screen.findByRole('option', { name: /Spruce Song/ }));
    return view;
  };

  it('is offered from other catalogues, with how sure that is; the one chosen is judged', async () => {
    const sent: unknown[] = [];
    server.use(
      sources,
      get('/tracks', { results: [bare], sources: [outcome({ id: 'spotify' })] }),
      get('/tracks/:id', { ...bare, preview_url: null, alternatives: others }),
      post('/classifications', async (request) => {
        const body = (await request.json()) as { track_id: string };
        sent.push(body.track_id);
        if (body.track_id === 'spotify:5') return HttpResponse.json({ ...problem, alternatives: others }, { status: 409 });
        return HttpResponse.json(underWay({ track: others[0]!.track }), { status: 202 });
      }),
      get('/classifications/:id', judged({ track: others[0]!.track })),
    );
    const { user } = await pick();
    expect(await screen.findByRole('heading', { name: 'Spotify has no clip of this song.' })).toBeVisible();
    const list = within(screen.getByRole('list', { name: 'The same song elsewhere' }));
    expect(list.getByRole('button', { name: /The same recording by its ISRC · 100%.*iTunes/ })).toBeVisible();
    expect(screen.getByText('No clip of this song. 2 other versions can be chosen.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Choose a file you have' })).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await user.click(list.getByRole('button', { name: /Very likely the same recording · 98%.*Deezer/ }));
    expect(await screen.findByText('11 of 20 forests hear Rock.')).toBeVisible();
    expect(sent).toEqual(['spotify:5', 'deezer:7']);
  });

  it('just now, though its catalogue has one, is not called without', async () => {
    const song = track({ id: 'deezer:1', source: 'deezer' });
    server.use(
      sources,
      get('/tracks/:id', { ...song, preview_url: 'https://clips.example/gone.mp3' }),
      get('/classifications/:id', underWay({ status: 'failed', track: song, error: { ...problem, alternatives: [] } as never })),
    );
    renderApp('/c/abc');
    expect(await screen.findByRole('heading', { name: 'The clip of this song cannot be fetched from Deezer just now.' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Play' })).toBeDisabled();
    expect(screen.queryByText('0:00')).not.toBeInTheDocument();
  });

  it('that no other catalogue has asks for a file, found out only while it was fetched too', async () => {
    server.use(
      sources,
      get('/tracks/:id', { ...bare, preview_url: null, alternatives: [] }),
      get('/classifications/:id', underWay({ status: 'failed', track: bare, error: problem as never })),
    );
    renderApp('/c/abc');
    expect(await screen.findByText(/None of the other catalogues has it with a clip/, { selector: 'p' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Choose a file you have' })).toBeVisible();
  });
});

describe('a result', () => {
  it('shows where its clip came from, with link, credit and licence', async () => {
    const shared = track({
      id: 'openverse:3', source: 'openverse', external_url: 'https://open.example/3', licence: 'CC BY-SA 4.0',
      licence_url: 'https://creativecommons.example/by-sa', credit: '"Spruce Song" by The Needles',
    });
    server.use(
      get('/sources', { results: [source({ id: 'openverse', name: 'Openverse', notice: 'Found through Openverse' })] }),
      get('/tracks/:id', { ...shared, preview_url: 'https://open.example/3.mp3' }),
      get('/classifications/:id', judged({ track: shared })),
    );
    renderApp('/c/abc');
    expect(await screen.findByRole('link', { name: 'Open on Openverse' })).toHaveAttribute('href', 'https://open.example/3');
    expect(screen.getByText('"Spruce Song" by The Needles')).toBeVisible();
    expect(screen.getByText('Found through Openverse')).toBeVisible();
    expect(screen.getByRole('link', { name: 'CC BY-SA 4.0' })).toHaveAttribute('href', 'https://creativecommons.example/by-sa');
  });
});

describe('the first visit', () => {
  it('offers pieces of the house, and judges the one taken', async () => {
    const piece = track({ id: 'house:disco', source: 'house', title: 'Mirror Leaf', artists: ['House Band'] });
    let body: unknown;
    server.use(
      get('/sources', { results: [source(), source({ id: 'house', name: 'House Band' })] }),
      get('/tracks', { results: [piece], sources: [outcome({ id: 'house' })] }),
      post('/classifications', async (request) => {
        body = await request.json();
        return HttpResponse.json(underWay({ track: piece }), { status: 202 });
      }),
    );
    const { user } = renderApp();
    await user.click(await screen.findByRole('button', { name: /Mirror Leaf/ }));
    await waitFor(() => expect(body).toEqual({ track_id: 'house:disco' }));
  });

  it('offers none where the house is off', async () => {
    renderApp();
    expect(await screen.findByText(/Nothing yet/)).toBeVisible();
    expect(screen.queryByText(/No song at hand/)).not.toBeInTheDocument();
  });
});
