import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { Features } from '@/api/generated';
import { differences, summed } from '@/features/compare/differences';
import { idsOf } from '@/features/compare/useSongs';
import { outlined } from '@/testing/analysis';
import { judged, track } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { get, getWith, refusal, server } from '@/testing/server';
import { why } from '@/testing/why';
// Loaded before the first test, which would else wait for it.
import './ComparePage';

const names = ['feature_1', 'feature_2', 'feature_3'];
const features = (values: number[], schema = 'paa-70/1'): Features => ({ schema, names, values, duration_s: 30, sample_rate: 44100, windows: [] });
const sounds: Record<string, Features> = { fir: features([0.1, 0.9, 1]), oak: features([0.1, 0.1, 1.5]), mel: features([1, 2, 3], 'mel/1') };
const song = (id: string) => judged({ id, track: track({ title: `Song ${id}` }), features: sounds[id]! });

const serve = () =>
  server.use(
    getWith('/classifications/:id', (request) => {
      const id = new URL(request.url).pathname.split('/').at(-1) ?? '';
      return id in sounds ? HttpResponse.json(song(id)) : refusal(404, 'not_found');
    }),
    get('/classifications', { results: [song('fir'), song('oak')], next: null, previous: null }),
  );

describe('side by side', () => {
  it('has the votes on one scale and what differs most', async () => {
    serve();
    renderApp('/compare?ids=fir,oak');
    expect(await screen.findByRole('link', { name: 'Song fir' })).toHaveAttribute('href', '/c/fir');
    const votes = await screen.findByRole('region', { name: 'Votes side by side' });
    expect(within(votes).getByRole('columnheader', { name: 'B: Song oak' })).toBeVisible();
    expect(within(votes).getByRole('row', { name: /^Rock 11 of 20 50% likely 11 of 20 50% likely$/ })).toBeVisible();
    expect((await screen.findAllByRole('heading', { level: 3 })).map((heading) => heading.textContent)).toEqual(['Feature 2', 'Feature 3', 'Feature 1']);
    expect(screen.getByText('A high · B low, among all songs')).toBeVisible();
    expect(screen.getByText('A 2.2 kHz · B 2.2 kHz')).toBeVisible();
    expect(document.title).toBe('Side by side · AudioFiler');
  });

  it('sums up what says something together only, with the details on demand', async () => {
    serve();
    const group = { title: 'Timbre', words: 'The finer colour.' };
    const contributions = why().contributions.map((one, i) => (i > 0 ? { ...one, title: `Timbre, shape ${i}`, group } : one));
    server.use(get('/classifications/:id/why', { ...why({ contributions }) }));
    const { user } = renderApp('/compare?ids=fir,oak');
    const sound = within(await screen.findByRole('region', { name: 'What differs most in the sound' }));
    expect((await sound.findAllByRole('heading', { level: 3 })).map((heading) => heading.textContent)).toEqual(['Timbre', 'Feature 1']);
    expect(sound.getByText(/^In 1 of 2 measures the songs lie further apart than .*; furthest in: shape 1\.$/)).toBeVisible();
    expect(sound.getByText(/the 2 measures of timbre are one row, at the place of the one furthest apart\.$/)).toBeVisible();
    await user.click(sound.getByText('All 2 measures of timbre'));
    expect((await sound.findAllByRole('heading', { level: 4 })).map((heading) => heading.textContent)).toEqual(['Timbre, shape 1', 'Timbre, shape 2']);
    expect(summed([])).toEqual([]);
  });

  it('shows each song over its time: its outline, the votes on each stretch, and the course in words', async () => {
    serve();
    renderApp('/compare?ids=fir,oak');
    const [fir, oak] = within(await screen.findByRole('region', { name: 'Over time' })).getAllByText(/^Song/).map((name) => within(name.closest('li')!));
    expect(await fir!.findByText(/^12 seconds\. Rock leads in 2 of 3 overlapping stretches of 10 seconds, Metal in 1\.$/)).toBeVisible();
    expect(fir!.getByRole('list', { name: 'Genres in the band' })).toHaveTextContent('MetalRockFolk');
    expect(await oak!.findByText(/^12 seconds\./)).toBeVisible();
  });

  it('says of each song what cannot be drawn of it, and loads it again', async () => {
    serve();
    const course = { seconds: 10, step_s: 1, parts: [] };
    let away = true;
    server.use(
      getWith('/classifications/:id/course', (request) => {
        const id = new URL(request.url).pathname.split('/').at(-2);
        if (id === 'fir') return refusal(404, 'not_found');
        return id === 'oak' && away ? refusal(503, 'busy') : HttpResponse.json(outlined({ course }));
      }),
    );
    const { user } = renderApp('/compare?ids=fir,oak,mel');
    expect(await screen.findByText(/drawn of this song was not kept/)).toBeVisible();
    expect(await screen.findByText(/^12 seconds\. The model that gave this answer is no longer here/)).toBeVisible();
    expect(await screen.findByRole('alert')).toHaveTextContent('The drawing of this song could not be loaded.');
    away = false;
    await user.click(screen.getByRole('button', { name: 'Load the drawing again: Song oak' }));
    await waitFor(() => expect(screen.getAllByText(/^12 seconds\./)).toHaveLength(2));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('begins with nothing, takes songs one by one and lets them go', async () => {
    serve();
    const { user } = renderApp('/compare');
    await user.click(await screen.findByRole('button', { name: 'Add Song fir' }));
    expect(await screen.findByRole('link', { name: 'Song fir' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Add Song fir' })).not.toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Add Song oak' }));
    expect(await screen.findByRole('link', { name: 'Song oak' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Remove Song fir' }));
    expect(screen.queryByRole('link', { name: 'Song fir' })).not.toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
  });

  it('says what is missing and what cannot be compared', async () => {
    serve();
    renderApp('/compare?ids=gone,fir,mel');
    expect(await screen.findByText('There is no result at this address.')).toBeVisible();
    expect(await screen.findByText(/measure different things/)).toBeVisible();
  });

  it('has words for an empty history and for trouble', async () => {
    const { unmount } = renderApp('/compare');
    expect(await screen.findByText('There is no other song of yours yet.')).toBeVisible();
    unmount();
    server.use(getWith('/classifications', () => refusal(503, 'busy')));
    renderApp('/compare');
    expect(await screen.findByRole('button', { name: 'Load them again' })).toBeVisible();
  });
});

describe('the differences', () => {
  it('count in widths of what is usual, and need the same measure', () => {
    const [most] = differences([sounds.fir!, sounds.oak!], why().contributions);
    expect(most).toMatchObject({ feature: 'feature_2', usual: { low: 0, from: 0.2, to: 0.6, high: 1 } });
    expect(most?.apart).toBeCloseTo(0.8 / 0.4);
    expect(differences([sounds.fir!, sounds.mel!], why().contributions)).toEqual([]);
  });

  it('are of four songs at most, each once', () => {
    expect(idsOf('a,b,,a, c ,d,e')).toEqual(['a', 'b', 'c', 'd']);
    expect(idsOf(null)).toEqual([]);
  });
});
