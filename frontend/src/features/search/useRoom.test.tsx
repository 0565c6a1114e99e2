import { fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { useRoom } from './useRoom';

function Box({ open }: { open: boolean }) {
  const root = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useRoom(open, root, panel);
  return (
    <div ref={root}>
      <div ref={panel} data-testid="panel" />
    </div>
  );
}

/** The panel starts at `top` of a window 768 pixels high; scrolled to the top it starts at 100. */
function show(top: number, open = true) {
  let at = top;
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(() => new DOMRect(0, at, 300, 0));
  const scroll = vi.fn(() => void (at = 100));
  HTMLElement.prototype.scrollIntoView = scroll;
  window.innerHeight = 768;
  render(<Box open={open} />);
  return { scroll, room: () => screen.getByTestId('panel').style.getPropertyValue('--room'), move: (to: number) => (at = to) };
}

describe('the room for the list', () => {
  it('is what is left below the field', () => {
    const { scroll, room, move } = show(400);
    expect(room()).toBe('356px');
    expect(scroll).not.toHaveBeenCalled();
    move(300);
    fireEvent.scroll(window);
    expect(room()).toBe('456px');
  });

  it('is made by scrolling the field to the top where there is too little', () => {
    const { scroll, room } = show(600);
    expect(scroll).toHaveBeenCalledWith({ block: 'start', behavior: 'instant' });
    expect(room()).toBe('656px');
  });

  it('is not asked for while the list is closed', () => {
    const { scroll, room } = show(600, false);
    expect(scroll).not.toHaveBeenCalled();
    expect(room()).toBe('');
  });
});
