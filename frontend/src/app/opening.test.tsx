import { act, screen } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { createRoot } from 'react-dom/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { judged } from '@/testing/fixtures';
import { getWith, refusal, server } from '@/testing/server';
import { open } from './opening';

const asked: string[] = [];
server.events.on('request:start', ({ request }) => void asked.push(new URL(request.url).pathname));

/** Begins at an address, as main.tsx does. */
async function begin(address: string) {
  asked.length = 0;
  window.history.replaceState(null, '', address);
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  await act(() => open(root));
  return { place, end: () => { act(() => root.unmount()); } };
}

describe('the first page of a visit', () => {
  afterEach(() => {
    document.body.replaceChildren();
    window.history.replaceState(null, '', '/');
  });

  it('is drawn with its data, each of which is asked for once', async () => {
    const { place, end } = await begin('/c/abc');
    expect(place.querySelector('h1')).toHaveTextContent('Spruce Song');
    expect(await screen.findByRole('slider', { name: /Votes over time/ })).toBeVisible();
    for (const path of ['/api/v1/models', '/api/v1/sources', '/api/v1/classifications/abc', '/api/v1/classifications/abc/course', '/api/v1/tracks/library:1']) {
      expect(asked.filter((one) => decodeURIComponent(one) === path), path).toHaveLength(1);
    }
    end();
  });

  it('says so where there is no such result', async () => {
    server.use(getWith('/classifications/:id', () => refusal(404, 'not_found')), getWith('/classifications/:id/course', () => refusal(404, 'not_found')));
    const { end } = await begin('/c/gone');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('There is no result at this address.');
    end();
  });

  it('does not wait for an answer that does not come', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    server.use(getWith('/classifications/:id', async () => {
      await new Promise<void>((resolve) => window.addEventListener('answer', () => resolve(), { once: true }));
      return HttpResponse.json(judged());
    }));
    const begun = begin('/c/abc');
    await vi.waitFor(() => expect(asked).toContain('/api/v1/classifications/abc'));
    expect(screen.queryByRole('banner')).not.toBeInTheDocument();
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    const { end } = await begun;
    expect(screen.getByRole('banner')).toBeVisible();
    window.dispatchEvent(new Event('answer'));
    expect(await screen.findByRole('heading', { level: 1, name: 'Spruce Song' })).toBeVisible();
    end();
  });
});
