import { screen } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { judged } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { getWith, post, server } from '@/testing/server';
// Loaded before the test, which would else wait for it.
import './SongPage';

it('shows an answer that came at once without asking for it again', async () => {
  let preference: string | null = null;
  let asked = 0;
  server.use(
    post('/classifications', (request) => {
      preference = request.headers.get('Prefer');
      return HttpResponse.json(judged(), { status: 201 });
    }),
    getWith('/classifications/:id', () => {
      asked += 1;
      return HttpResponse.json(judged());
    }),
  );
  const { user } = renderApp();
  await user.type(screen.getByRole('combobox', { name: 'Find a song' }), 'spruce');
  await user.click(await screen.findByRole('option', { name: /Spruce Song/ }));
  expect(await screen.findByText('11 of 20 forests hear Rock.')).toBeVisible();
  expect(preference).toBe('respond-async, wait=1');
  expect(asked).toBe(0);
});
