import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makePlayback } from '@/lib/playback';
import { analysis } from '@/testing/analysis';
import Sound from './Sound';

/** jsdom plays nothing and draws nothing. */
function show() {
  const playback = makePlayback();
  const audio = document.createElement('audio');
  Object.defineProperty(audio, 'duration', { value: 12 });
  playback.attach(audio);
  fireEvent.durationChange(audio);
  render(<Sound analysis={analysis()} playback={playback} audible />);
  return { audio, user: userEvent.setup() };
}

const picture = (name = 'Frequencies') => screen.getByRole('slider', { name: `${name} over time` });
const shown = () => screen.getByRole('status').textContent;

describe('the sound', () => {
  it('is shown in one picture at a time, walked to with the arrow keys', async () => {
    const { user } = show();
    expect(screen.getByRole('tabpanel', { name: 'Frequencies' })).toHaveTextContent('This song is loudest around 1 kHz');
    screen.getByRole('tab', { name: 'Frequencies' }).focus();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('tab', { name: 'Notes', selected: true })).toHaveFocus();
    expect(screen.getByRole('tabpanel', { name: 'Notes' })).toHaveTextContent('The strongest notes of this song are A, E and C');
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(screen.getByRole('tabpanel', { name: 'Timbre' })).toHaveTextContent('Thirteen numbers for the colour of the sound');
  });

  it('is zoomed by buttons; every picture shows the same time', async () => {
    const { user } = show();
    expect(screen.getByRole('button', { name: 'Zoom out' })).toHaveAttribute('aria-disabled', 'true');
    await user.click(screen.getByRole('button', { name: 'Zoom in' }));
    expect(shown()).toBe('Shown: 0:03 to 0:09');
    await user.click(screen.getByRole('tab', { name: 'Timbre' }));
    await user.click(screen.getByRole('button', { name: 'Later' }));
    expect(shown()).toBe('Shown: 0:06 to 0:12');
    await user.click(screen.getByRole('button', { name: 'Earlier' }));
    await user.click(screen.getByRole('button', { name: 'Whole song' }));
    expect(shown()).toBe('The whole song is shown');
  });

  it('is walked, zoomed and heard with the keyboard', async () => {
    const { audio, user } = show();
    picture().focus();
    expect(picture()).toHaveAttribute('aria-valuetext', '0 seconds: loudest at 1 kHz, −17 dB');
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(picture()).toHaveAttribute('aria-valuetext', '9 seconds: loudest at 1 kHz, 0 dB');
    await user.keyboard('+');
    expect(shown()).toBe('Shown: 0:04.5 to 0:10.5');
    await user.keyboard('{Enter}');
    expect(audio.currentTime).toBe(9);
    await user.keyboard('{PageDown}{End}');
    expect(shown()).toBe('Shown: 0:06 to 0:12');
    await user.keyboard('0');
    expect(shown()).toBe('The whole song is shown');
  });

  it('is heard from where it is clicked, zoomed by the wheel with Ctrl, and moved by a drag', () => {
    const { audio } = show();
    const box = picture();
    vi.spyOn(box, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 120, 60));
    box.setPointerCapture = vi.fn();
    const at = (clientX: number) => ({ clientX, clientY: 30, pointerId: 1, button: 0 });
    fireEvent.pointerDown(box, at(60));
    fireEvent.pointerUp(box, at(60));
    expect(audio.currentTime).toBe(6);
    fireEvent.wheel(box, { deltaY: -1000, clientX: 60 });
    expect(shown()).toBe('The whole song is shown');
    fireEvent.wheel(box, { deltaY: -200 * Math.LN2, clientX: 60, ctrlKey: true });
    expect(shown()).toBe('Shown: 0:03 to 0:09');
    fireEvent.pointerDown(box, at(60));
    fireEvent.pointerMove(box, at(20));
    fireEvent.pointerUp(box, at(20));
    expect(shown()).toBe('Shown: 0:05 to 0:11');
    expect(audio.currentTime).toBe(6);
    fireEvent.pointerMove(box, at(0));
    expect(screen.getByText('0:05: 1 kHz, −17 dB')).toBeVisible();
  });

  it('goes on with the playhead when that leaves what is shown', async () => {
    const { audio, user } = show();
    Object.defineProperty(audio, 'paused', { value: false });
    await user.click(screen.getByRole('button', { name: 'Zoom in' }));
    for (const time of [8, 9.5]) {
      audio.currentTime = time;
      fireEvent.timeUpdate(audio);
    }
    expect(shown()).toBe('Shown: 0:06 to 0:12');
  });
});
