import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderApp } from '@/testing/render';
// Loaded before the first test, which would else wait for it.
import './RecordPage';

/** jsdom has no microphone; that it records is proved in a real browser. */
const microphone = (answer: () => Promise<MediaStream>) =>
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia: vi.fn(answer) } });
const refuse = (name: string) => microphone(() => Promise.reject(new DOMException('no', name)));

afterEach(() => {
  delete (navigator as { mediaDevices?: unknown }).mediaDevices;
});

describe('recording', () => {
  it.each([
    ['NotAllowedError', 'This page may not use the microphone.'],
    ['NotFoundError', 'No microphone was found.'],
    ['NotReadableError', 'The microphone is taken.'],
    ['TypeError', 'Recording does not work in this browser.'],
  ])('explains %s and lets it be tried again', async (name, words) => {
    refuse(name);
    const { user } = renderApp('/record');
    await user.click(await screen.findByRole('button', { name: 'Start recording' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
    expect(screen.getByRole('button', { name: 'Try again' })).toHaveFocus();
  });

  it('says that browsers lend it to safe addresses only', async () => {
    const { user } = renderApp('/record');
    await user.click(await screen.findByRole('button', { name: 'Start recording' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The browser lends no microphone to this address.');
  });

  it('can be called off while the browser asks', async () => {
    microphone(() => new Promise<MediaStream>(() => undefined));
    const { user } = renderApp('/record');
    await user.click(await screen.findByRole('button', { name: 'Start recording' }));
    expect(screen.getByRole('status', { name: '' })).toBeInTheDocument();
    expect(screen.getByText(/Your browser asks whether this page may listen/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.getByRole('button', { name: 'Start recording' })).toHaveFocus();
  });

  it('remembers whether to have it heard at once', async () => {
    const { user, unmount } = renderApp('/record');
    await user.click(await screen.findByRole('checkbox', { name: /heard at once/ }));
    unmount();
    renderApp('/record');
    expect(await screen.findByRole('checkbox', { name: /heard at once/ })).toBeChecked();
  });
});
