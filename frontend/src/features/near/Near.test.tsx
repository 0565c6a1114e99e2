import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { source, track } from '@/testing/fixtures';
import { renderWith } from '@/testing/render';
import { get, getWith, refusal, server } from '@/testing/server';
import Near from './Near';
import { nearness } from './words';

const model = { name: 'audiofiler-26', version: '1.0.0' };
const song = (id: string | null, closer: number) => ({ id, origin: 'track', label: 'A - B', track: track({ title: `Song ${id ?? 'of another'}` }), genre: 'Folk', family: 'Roots', distance: 5, closer_than: closer });

const none = () => undefined;
const near = <Near id="abc" onTrack={none} onOpen={none} />;

describe('what is near', () => {
  it('leads to one’s own, and says how near in words', async () => {
    server.use(get('/classifications/:id/similar', { model, results: [song('mine', 0.9991), song(null, 0.872)] }));
    renderWith(near);
    expect(await screen.findByRole('link', { name: 'Song mine' })).toHaveAttribute('href', '/c/mine');
    expect(screen.queryByRole('link', { name: /another/ })).not.toBeInTheDocument();
    expect(screen.getByText('The Needles, Cone · Folk · closer than 87 of 100 songs')).toBeVisible();
    expect(nearness(0.1)).toMatch(/far away/);
    expect(screen.getByText(/so they cannot be played/)).toBeVisible();
  });

  it('has a song of a catalogue heard that is not one’s own, or opens its page there', async () => {
    const theirs = track({ id: 'deezer:7', source: 'deezer', title: 'Fir Song', external_url: 'https://deezer.example/7' });
    const bare = track({ id: 'spotify:5', source: 'spotify', title: 'Oak Song', has_preview: false, external_url: null });
    server.use(
      get('/sources', { results: [source({ id: 'deezer', name: 'Deezer' })] }),
      get('/classifications/:id/similar', { model, results: [{ ...song(null, 0.9), track: theirs }, { ...song(null, 0.8), track: bare }, { ...song('own', 0.7), track: theirs }] }),
    );
    const onTrack = vi.fn();
    const { user } = renderWith(<Near id="abc" onTrack={onTrack} onOpen={none} />);
    await user.click(await screen.findByRole('button', { name: 'Have it heard: Fir Song' }));
    expect(onTrack).toHaveBeenCalledExactlyOnceWith(theirs);
    expect(await screen.findByRole('link', { name: 'Open on Deezer: Fir Song' })).toHaveAttribute('href', 'https://deezer.example/7');
    expect(screen.getAllByRole('button')).toHaveLength(1);
    expect(screen.getByText('no clip')).toBeVisible();
  });

  it('has words for nothing, for no map and for trouble', async () => {
    const { unmount } = renderWith(near);
    expect(await screen.findByText(/^Nothing yet/)).toBeVisible();
    unmount();
    server.use(getWith('/classifications/:id/similar', () => refusal(404, 'not_found')));
    const second = renderWith(near);
    expect(await screen.findByText(/keeps no map/)).toBeVisible();
    second.unmount();
    server.use(getWith('/classifications/:id/similar', () => refusal(503, 'busy')));
    renderWith(near);
    expect(await screen.findByRole('button', { name: 'Load it again' })).toBeVisible();
  });
});
