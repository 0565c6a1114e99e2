import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { Waveform } from '@/features/waveform/Waveform';
import { makePlayback } from '@/lib/playback';
import { Player } from './Player';

/** jsdom plays nothing, so the element's state is set by hand and its events tell the page. */
function show(src: string | null = '/clip.mp3') {
  const playback = makePlayback();
  const { container } = render(
    <Player playback={playback} src={src} title="Spruce Song" absence="No clip.">
      <Waveform playback={playback} peaks={null} seconds={30} disabled={src === null} />
    </Player>,
  );
  const audio = container.querySelector('audio')!;
  const state = { paused: true, duration: 30, error: null as MediaError | null };
  for (const name of ['paused', 'duration', 'error'] as const) Object.defineProperty(audio, name, { get: () => state[name], configurable: true });
  audio.play = () => {
    state.paused = false;
    fireEvent.play(audio);
    return Promise.resolve();
  };
  audio.pause = () => {
    state.paused = true;
    fireEvent.pause(audio);
  };
  fireEvent.durationChange(audio);
  return { audio, state, user: userEvent.setup() };
}

describe('the player', () => {
  it('plays and pauses', async () => {
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Play' }));
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    expect(screen.getByRole('button', { name: 'Play' })).toBeEnabled();
  });

  it('seeks with the arrow keys and says where it is', async () => {
    const { audio, user } = show();
    screen.getByRole('slider', { name: 'Seek' }).focus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    fireEvent.timeUpdate(audio);
    expect(audio.currentTime).toBe(10);
    expect(screen.getByRole('slider', { name: 'Seek' })).toHaveAttribute('aria-valuetext', '10 seconds of 30 seconds');
    fireEvent.change(screen.getByRole('slider', { name: 'Seek' }), { target: { value: '12' } });
    expect(audio.currentTime).toBe(12);
  });

  it('seeks with the long keys: to either end, and by a tenth', async () => {
    const { audio, user } = show();
    screen.getByRole('slider', { name: 'Seek' }).focus();
    const after = async (key: string) => {
      await user.keyboard(key);
      fireEvent(audio, new Event('seeking'));
      return audio.currentTime;
    };
    expect(await after('{End}')).toBe(30);
    expect(await after('{PageDown}')).toBe(27);
    expect(await after('{Home}')).toBe(0);
    expect(await after('{PageUp}')).toBe(3);
  });

  it('takes Space and K wherever the focus is', async () => {
    const { state, user } = show();
    screen.getByRole('slider', { name: 'Seek' }).focus();
    await user.keyboard(' ');
    expect(state.paused).toBe(false);
    await user.keyboard('k');
    expect(state.paused).toBe(true);
    screen.getByRole('button', { name: 'Play' }).focus();
    await user.keyboard(' ');
    expect(state.paused).toBe(false);
  });

  it('takes Space where nothing else has the focus, and leaves it to whatever has it', async () => {
    const { state, user } = show();
    await user.keyboard(' ');
    expect(state.paused).toBe(false);
    screen.getByRole('combobox', { name: 'Speed' }).focus();
    await user.keyboard(' ');
    expect(state.paused).toBe(false);
  });

  it('remembers the speed, which another clip keeps', async () => {
    const { audio, user } = show();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Speed' }), '1.5×');
    expect([audio.playbackRate, audio.defaultPlaybackRate]).toEqual([1.5, 1.5]);
    cleanup();
    expect(show().audio.playbackRate).toBe(1.5);
  });

  it('starts as loud and as fast as usual where something else is remembered', () => {
    localStorage.setItem('audiofiler.speed', '17');
    localStorage.setItem('audiofiler.volume', 'loud');
    const { audio } = show();
    expect([audio.playbackRate, audio.volume]).toEqual([1, 0.8]);
  });

  it('remembers the volume and can be muted', async () => {
    const { audio, user } = show();
    fireEvent.change(screen.getByRole('slider', { name: 'Volume' }), { target: { value: '0.25' } });
    expect(audio.volume).toBe(0.25);
    expect(localStorage.getItem('audiofiler.volume')).toBe('0.25');
    await user.click(screen.getByRole('button', { name: 'Mute' }));
    expect(audio.muted).toBe(true);
    expect(screen.getByRole('slider', { name: 'Volume' })).toHaveAttribute('aria-valuetext', '0%');
  });

  it('says that there is nothing to hear, or that it cannot be played', () => {
    const { state, audio } = show();
    // An element that was told to play goes on calling itself not paused.
    state.paused = false;
    fireEvent.play(audio);
    state.error = { code: 4 } as MediaError;
    fireEvent.error(audio);
    expect(screen.getByText('Your browser cannot play this clip.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Play' })).toBeDisabled();
    expect(screen.queryByText('0:00')).not.toBeInTheDocument();
    cleanup();
    show(null);
    expect(screen.getByText('No clip.')).toBeVisible();
    expect(screen.getByRole('slider', { name: 'Seek' })).toBeDisabled();
  });
});
