import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { judged } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { get, getWith, post, server } from '@/testing/server';
import './SongPage';

describe('a song that was picked without a connection', () => {
  it('is heard, and can be played, once it is tried again', async () => {
    server.use(
      post('/classifications', () => HttpResponse.error()),
      getWith('/tracks/:id', () => HttpResponse.error()),
    );
    const { user } = renderApp();
    await user.type(screen.getByRole('combobox', { name: 'Find a song' }), 'spruce');
    await user.click(await screen.findByRole('option', { name: /Spruce Song/ }));
    const again = await screen.findByRole('button', { name: 'Try again' });
    server.resetHandlers();
    server.use(post('/classifications', () => HttpResponse.json(judged({ id: 'new' }), { status: 201 })), get('/classifications/:id', judged({ id: 'new' })));
    await user.click(again);
    expect(await screen.findByRole('heading', { level: 2, name: 'The verdict' })).toBeVisible();
    await waitFor(() => expect(screen.getByRole('button', { name: /^(Play|Pause)$/ })).toBeEnabled());
    expect(screen.getByRole('heading', { level: 1, name: 'Spruce Song' })).toHaveFocus();
  });
});
