import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { track } from '@/testing/fixtures';
import { renderWith } from '@/testing/render';
import { get, getWith, refusal, server } from '@/testing/server';
import Near from './Near';
import { nearness } from './words';

const model = { name: 'audiofiler-26', version: '1.0.0' };
const song = (id: string | null, closer: number) => ({ id, origin: 'track', label: 'A - B', track: track({ title: `Song ${id ?? 'of another'}` }), genre: 'Folk', family: 'Roots', distance: 5, closer_than: closer });

describe('what is near', () => {
  it('leads to one’s own, and says how near in words', async () => {
    server.use(get('/classifications/:id/similar', { model, results: [song('mine', 0.9991), song(null, 0.872)] }));
    renderWith(<Near id="abc" />);
    expect(await screen.findByRole('link', { name: 'Song mine' })).toHaveAttribute('href', '/c/mine');
    expect(screen.queryByRole('link', { name: /another/ })).not.toBeInTheDocument();
    expect(screen.getByText('The Needles, Cone · Folk · closer than 87 of 100 songs')).toBeVisible();
    expect(nearness(0.1)).toMatch(/far away/);
  });

  it('has words for nothing, for no map and for trouble', async () => {
    const { unmount } = renderWith(<Near id="abc" />);
    expect(await screen.findByText(/^Nothing yet/)).toBeVisible();
    unmount();
    server.use(getWith('/classifications/:id/similar', () => refusal(404, 'not_found')));
    const second = renderWith(<Near id="abc" />);
    expect(await screen.findByText(/keeps no map/)).toBeVisible();
    second.unmount();
    server.use(getWith('/classifications/:id/similar', () => refusal(503, 'busy')));
    renderWith(<Near id="abc" />);
    expect(await screen.findByRole('button', { name: 'Load it again' })).toBeVisible();
  });
});
