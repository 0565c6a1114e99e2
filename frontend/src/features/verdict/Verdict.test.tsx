import { act, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { votersOf } from '@/lib/voters';
import { judged, model } from '@/testing/fixtures';
import { renderWith } from '@/testing/render';
import { Verdict } from './Verdict';
import { familyRows, rowsOf } from './rows';

const show = (change: Parameters<typeof judged>[0] = {}) => {
  const answer = judged(change);
  return renderWith(
    <Verdict classification={{ ...answer, verdict: answer.verdict! }} voters={votersOf('forests')} families={model.families}>
      {null}
    </Verdict>,
  );
};

describe('the verdict', () => {
  it('has one main percentage, and none where the song is like none it learnt from', () => {
    const { unmount } = show();
    expect(screen.getByText('52%')).toBeVisible();
    unmount();
    show({ verdict: { ...judged().verdict!, certain: false, familiar: false } });
    expect(screen.getByRole('heading', { name: 'Not music it knows' })).toBeVisible();
    expect(screen.queryByText('52%')).not.toBeInTheDocument();
    expect(screen.getByText('Most votes: Rock · Rock & Metal')).toBeVisible();
  });

  it('shows five genres, and all of them on demand', async () => {
    const probabilities = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((genre) => ({ genre, probability: 1 / 7 }));
    const { user } = show({ probabilities, votes: [{ genre: 'A', votes: 20, fraction: 1 }] });
    const list = screen.getAllByRole('list')[0]!;
    expect(within(list).getAllByRole('listitem')).toHaveLength(5);
    expect(within(list).getAllByRole('listitem')[0]).toHaveTextContent('A20 votes of 20, probability 14%');
    await user.click(screen.getByRole('button', { name: 'Show all 7 genres' }));
    expect(within(list).getAllByRole('listitem')).toHaveLength(7);
  });

  it('adds genres up to families, in bars and in a table', async () => {
    const { user } = show();
    const families = screen.getByRole('region', { name: 'By family' });
    expect(within(families).getAllByRole('listitem').map((item) => item.textContent)).toEqual(['Rock & Metal 17 votes', 'Roots 3 votes']);
    await user.click(screen.getByRole('button', { name: 'Show table' }));
    expect(screen.getByRole('row', { name: 'Rock & Metal 17 85% 75.0%' })).toBeVisible();
    const sums = familyRows(rowsOf(judged()), model.families);
    expect(sums.reduce((sum, { votes }) => sum + votes, 0)).toBe(20);
  });

  it('says so where another genre than the winner is the most probable', async () => {
    const { unmount } = show();
    expect(screen.getByText(/^The most votes win\. .* is calibrated: of what is given 30%, three in ten are right\.$/)).toBeVisible();
    expect(screen.queryByText(/more probable/)).not.toBeInTheDocument();
    unmount();
    const { user } = show({ probabilities: [{ genre: 'Rock', probability: 0.16 }, { genre: 'Metal', probability: 0.22 }] });
    expect(screen.getByText('By votes it is Rock, yet Metal is more probable: 22% against 16%. A vote counts only what a forest puts first.')).toBeVisible();
    expect(screen.getByText(/^22%, the most probable$/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show table' }));
    expect(screen.getByRole('rowheader', { name: 'Rock (most votes)' })).toBeVisible();
    expect(screen.getByRole('rowheader', { name: 'Metal (most probable)' })).toBeVisible();
  });

  it('says on demand why most can agree and be wrong, and where that was measured', async () => {
    const { user } = show();
    await user.click(screen.getByText('Why can most agree and still be wrong?'));
    expect(screen.getByText(/^All forests learnt from the same songs, so they share mistakes\. .* on songs none of them had heard/)).toBeVisible();
    expect(screen.getByRole('link', { name: /see how it was measured/ })).toHaveAttribute('href', '/how?model=audiofiler-26#agreement');
  });

  it('counts before one’s eyes, once; ears are told at once', async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: true }));
    vi.useFakeTimers();
    const { unmount } = show({ id: 'counted' });
    expect(screen.getByText('Counting: 0 of 20')).toBeVisible();
    expect(screen.getByRole('button', { name: /^Forest 1 hears Rock/ })).toBeVisible();
    await act(() => vi.advanceTimersByTimeAsync(3000));
    expect(screen.getByText('All counted.')).toBeVisible();
    unmount();
    show({ id: 'counted' });
    expect(screen.getByText('All counted.')).toBeVisible();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
});
