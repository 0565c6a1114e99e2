import { act, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { problemFrom } from '@/api/problem';
import { votersOf } from '@/lib/voters';
import { Steps } from './Steps';
import { altogether, stepsOf, type Trip } from './steps';

const trip = (change: Partial<Trip> = {}): Trip => ({
  stage: 'sending', upload: false, sent: 0, total: 0, taken: null, timings: {}, spent: 0, problem: null, cached: false,
  voters: votersOf('forests'), measured: '70 features', ...change,
});
const timings = { fetch: 2.5, decode: 28, extract: 35, vote: 1.2, total: 67 };
const states = (change: Partial<Trip>) => stepsOf(trip(change)).map(({ state }) => state).join(' ');

describe('the steps of a song', () => {
  it('go by one after the other', () => {
    expect(states({})).toBe('now waiting waiting waiting waiting');
    expect(states({ stage: 'queued' })).toBe('over now waiting waiting waiting');
    expect(states({ stage: 'extracting' })).toBe('over over now now waiting');
    expect(states({ stage: 'done' })).toBe('over over over over over');
  });

  it('keep their times', () => {
    expect(stepsOf(trip({ stage: 'done', taken: 61.2, timings })).map(({ note }) => note)).toEqual(['61 ms', '2.5 ms', '28 ms', '35 ms', '1.2 ms']);
    expect(stepsOf(trip({ stage: 'done', taken: 61.2, timings, cached: true })).map(({ note }) => note)).toEqual(['61 ms', '', '', '', '']);
  });

  it('add up to the whole, with what lies between them', () => {
    const over = { stage: 'done', timings, spent: 70 } as const;
    expect(altogether(trip({ ...over, taken: 61.2 }))).toBe('131 ms altogether, 3.3 ms of it between the steps');
    expect(altogether(trip({ ...over, taken: null, upload: true }))).toBe('67 ms of work, once the file had come');
    expect(altogether(trip({ ...over, taken: 5, cached: true }))).toBe('Heard before, so answered from memory.');
  });

  it('are four for a file, which is fetched by being sent', () => {
    const sending = stepsOf(trip({ upload: true, sent: 50, total: 200_000 }));
    expect(sending.map(({ label }) => label)).toEqual(['Send the file', 'Decode the sound', 'Measure 70 features', 'Ask 20 forests']);
    expect(sending[0]!.note).toBe('0% of 200 kB');
    expect(stepsOf(trip({ upload: true, stage: 'queued' }))[0]).toMatchObject({ state: 'now', note: 'waiting its turn' });
  });

  it('break where it went wrong', () => {
    const broken = (code: string, upload = false) => states({ stage: 'failed', upload, problem: { ...problemFrom(422, null), code } });
    expect(broken('track_not_found')).toMatch(/^broken waiting/);
    expect(broken('preview_unavailable')).toMatch(/^over broken waiting/);
    expect(broken('silent_audio')).toMatch(/^over over broken/);
    expect(broken('too_large', true)).toMatch(/^broken waiting/);
  });

  it('say so in words when one takes long, and can be cancelled', () => {
    vi.useFakeTimers();
    const cancel = vi.fn();
    const { rerender } = render(<Steps trip={trip({ stage: 'fetching' })} onCancel={cancel} />);
    void act(() => vi.advanceTimersByTime(3500));
    expect(screen.queryByText(/slow/)).not.toBeInTheDocument();
    void act(() => vi.advanceTimersByTime(2000));
    expect(screen.getByText('The clip is slow to come from its catalogue. 5 seconds so far.')).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent(/^Fetching the clip. The clip is slow/);
    rerender(<Steps trip={trip({ stage: 'voting' })} onCancel={cancel} />);
    expect(screen.queryByText(/so far/)).not.toBeInTheDocument();
    screen.getByRole('button', { name: 'Cancel' }).click();
    expect(cancel).toHaveBeenCalledOnce();
    rerender(<Steps trip={trip({ stage: 'done', timings })} onCancel={cancel} />);
    void act(() => vi.advanceTimersByTime(20_000));
    expect(screen.getByText('67 ms of work, once the clip was found')).toBeVisible();
    vi.useRealTimers();
  });
});
