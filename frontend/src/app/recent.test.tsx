import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { judged, track, underWay } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { get, server } from '@/testing/server';
// Loaded before the first test, which would else wait for it.
import './SongPage';

const field = () => screen.getByRole('combobox', { name: 'Find a song' });
const option = (name: RegExp) => screen.findByRole('option', { name });
const heard = (id: string, title: string, change = {}) => judged({ id, track: track({ title, artists: ['The Needles'] }), ...change });

function keep(...results: unknown[]) {
  server.use(get('/classifications', { results, next: null, previous: null } as never));
}

describe('the songs heard before', () => {
  it('stand below the empty field once it has the focus, counted for ears, and open by the keys', async () => {
    const doubtful = { ...judged().verdict!, certain: false };
    keep(heard('fir', 'Fir Song'), underWay({ id: 'new' }), heard('oak', 'Oak Song', { verdict: doubtful }), heard('elm', 'Elm Song'));
    server.use(
      get('/classifications/:id', heard('oak', 'Oak Song')),
      get('/tracks/:id', { ...track({ title: 'Oak Song' }), preview_url: null, alternatives: [] }),
    );
    const { user } = renderApp();
    expect(field()).toHaveAttribute('aria-expanded', 'false');
    await user.click(field());
    expect(await option(/^Fir SongThe Needles.*Rock$/)).toBeVisible();
    expect(screen.getByRole('listbox', { name: 'Recent songs' })).toBeVisible();
    expect(screen.getAllByRole('option')).toHaveLength(3);
    expect(screen.getByText('3 recent songs. Use the arrow keys to choose.')).toBeInTheDocument();
    expect(field()).toHaveAttribute('aria-expanded', 'true');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(await option(/^Oak Song.*Rock\?$/)).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Enter}');
    const title = await screen.findByRole('heading', { level: 1, name: 'Oak Song' });
    await waitFor(() => expect(title).toHaveFocus());
  });

  it('open by a click', async () => {
    keep(heard('fir', 'Fir Song'));
    server.use(
      get('/classifications/:id', heard('fir', 'Fir Song')),
      get('/tracks/:id', { ...track({ title: 'Fir Song' }), preview_url: null, alternatives: [] }),
    );
    const { user } = renderApp();
    await user.click(field());
    expect(await screen.findByText('1 recent song. Use the arrow keys to choose.')).toBeInTheDocument();
    await user.click(await option(/Fir Song/));
    expect(await screen.findByRole('heading', { level: 1, name: 'Fir Song' })).toBeVisible();
  });

  it('close by Escape, and none is opened by an Enter that chose none', async () => {
    keep(heard('fir', 'Fir Song'));
    const { user } = renderApp();
    await user.click(field());
    await option(/Fir Song/);
    await user.keyboard('{Enter}');
    expect(await option(/Fir Song/)).toBeVisible();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('option')).not.toBeInTheDocument();
    await user.keyboard('{ArrowDown}');
    expect(await option(/Fir Song/)).toBeVisible();
    await user.keyboard('{ArrowDown}');
    await user.tab();
    expect(screen.queryByRole('option')).not.toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1, name: /Twenty forests listen/ })).toBeVisible();
  });

  it('give way to what is typed, and are back when the field is emptied', async () => {
    keep(heard('fir', 'Fir Song'));
    const { user } = renderApp();
    await user.click(field());
    await option(/Fir Song/);
    await user.keyboard('s');
    expect(screen.queryByRole('option')).not.toBeInTheDocument();
    await user.keyboard('pruce');
    expect(await option(/Spruce Song/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear the field' }));
    expect(await screen.findByText(/^1 recent song\./)).toBeInTheDocument();
    expect(field()).toHaveFocus();
  });

  it('open nothing where there are none', async () => {
    const { user } = renderApp();
    expect(await screen.findByText(/^Nothing yet/)).toBeVisible();
    await user.click(field());
    expect(field()).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
  });
});
