import { act, screen, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { reached } from '@/lib/connection';
import { source } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { get, getWith, server } from '@/testing/server';
// Loaded before the first test, which would else wait for them.
import '@/features/about/AboutPage';
import '@/features/developers/DevelopersPage';

describe('about', () => {
  it('says whose songs they are, in the words their catalogues ask for', async () => {
    server.use(get('/sources', { results: [source({ id: 'deezer', name: 'Deezer', attribution: 'Songs by Deezer', terms_url: 'https://deezer.example/terms' })] }));
    renderApp('/about');
    const part = within(await screen.findByRole('region', { name: 'Where songs come from' }));
    expect(await part.findByText('Songs by Deezer')).toBeVisible();
    expect(part.getByRole('link', { name: 'Terms of Deezer' })).toHaveAttribute('href', 'https://deezer.example/terms');
    expect(document.title).toBe('About · AudioFiler');
  });
});

describe('for programs', () => {
  it('has calls to copy in the language that is chosen, and remembers it', async () => {
    const { user, unmount } = renderApp('/developers');
    const call = () => screen.getByRole('region', { name: /Have a file heard with/ });
    expect(await screen.findByRole('button', { name: 'curl' })).toHaveAttribute('aria-pressed', 'true');
    expect(call()).toHaveTextContent('curl -F audio=@song.mp3 http://localhost');
    await user.click(screen.getByRole('button', { name: 'Python' }));
    expect(call()).toHaveTextContent('requests.post');
    await user.click(screen.getByRole('button', { name: 'Copy: Have a file heard with Python' }));
    expect(await navigator.clipboard.readText()).toContain('files={"audio": song}');
    expect(await screen.findByText('Copied', { selector: '[role=status]' })).toBeInTheDocument();
    unmount();
    renderApp('/developers');
    expect(await screen.findByRole('button', { name: 'Python' })).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByRole('link', { name: /Every endpoint/ })).toHaveAttribute('href', '/api/docs/');
  });
});

describe('the connection', () => {
  afterEach(() => act(() => reached(true)));
  const notice = () => screen.getByRole('status', { name: 'Connection' });

  it('is said to be gone while the machine is offline, and no longer after', () => {
    renderApp();
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    act(() => void window.dispatchEvent(new Event('offline')));
    expect(notice()).toHaveTextContent(/^You are offline/);
    online.mockReturnValue(true);
    act(() => void window.dispatchEvent(new Event('online')));
    expect(notice()).toBeEmptyDOMElement();
  });

  it('is said to be gone when the server gives no answer, and back with its next one', async () => {
    server.use(getWith('/*', () => HttpResponse.error()));
    const { user } = renderApp();
    expect(await screen.findByText(/The server cannot be reached just now/)).toBeVisible();
    server.resetHandlers();
    await user.click(await screen.findByRole('button', { name: 'Load it again' }));
    expect(await screen.findByText(/Nothing yet/)).toBeVisible();
    expect(notice()).toBeEmptyDOMElement();
  });
});
