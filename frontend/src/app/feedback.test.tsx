import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { judged } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { get, refusal, server } from '@/testing/server';
// Loaded before the first test, which would else wait for it.
import './SongPage';

const FEEDBACK = '*/api/v1/classifications/abc/feedback';
const place = () => screen.findByRole('region', { name: 'Was it right?' });
const given = (genre: string | null, correct: boolean | null) => ({ genre, correct, at: '2026-11-21T10:00:00Z' });

/** What is said, as it comes; the server keeps it. */
function heard() {
  const bodies: unknown[] = [];
  server.use(
    http.put(FEEDBACK, async ({ request }) => {
      const body = (await request.json()) as { genre?: string; correct?: boolean };
      bodies.push(body);
      const genre = body.genre ?? (body.correct ? 'Rock' : null);
      return HttpResponse.json(given(genre, genre === 'Rock'));
    }),
    http.delete(FEEDBACK, () => {
      bodies.push(null);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return bodies;
}

describe('was it right?', () => {
  it('yes: thanked once, then changed to another genre, then taken back', async () => {
    const bodies = heard();
    const { user } = renderApp('/c/abc');
    const box = within(await place());
    await user.click(box.getByRole('button', { name: 'Yes' }));
    expect(await box.findByText('Thank you. You said: yes, it is Rock.', { selector: 'p' })).toBeVisible();
    expect(await place()).toHaveFocus();
    await user.click(box.getByRole('button', { name: 'Change' }));
    const field = await box.findByRole('combobox', { name: 'It is' });
    expect(field).toHaveFocus();
    expect(within(box.getByRole('group', { name: 'Roots' })).getAllByRole('option')).toHaveLength(2);
    await user.keyboard('roo{ArrowDown}{Enter}');
    expect(await box.findByText('Thank you. You said: it is Folk.', { selector: 'p' })).toBeVisible();
    await user.click(box.getByRole('button', { name: 'Take back' }));
    expect(await box.findByRole('button', { name: 'Yes' })).toBeVisible();
    expect(box.getByText('Taken back.')).toBeInTheDocument();
    expect(bodies).toEqual([{ correct: true }, { genre: 'Folk' }, null]);
  });

  it('no, and none of the genres either', async () => {
    const bodies = heard();
    const { user } = renderApp('/c/abc');
    const box = within(await place());
    await user.click(box.getByRole('button', { name: 'No, it is …' }));
    await user.type(await box.findByRole('combobox'), 'yodel{Enter}');
    expect(box.getByText('The model knows no such genre.')).toBeVisible();
    await user.click(box.getByRole('button', { name: 'None of these' }));
    expect(await box.findByText('Thank you. You said: it is not Rock.', { selector: 'p' })).toBeVisible();
    expect(bodies).toEqual([{ correct: false }]);
  });

  it('is shown again without thanks, and can be left alone', async () => {
    server.use(get('/classifications/:id', judged({ feedback: given('Metal', false) })));
    const { user } = renderApp('/c/abc');
    const box = within(await place());
    expect(box.getByText('You said: it is Metal.')).toBeVisible();
    await user.click(box.getByRole('button', { name: 'Change' }));
    await user.click(box.getByRole('button', { name: 'Close' }));
    expect(box.getByText('You said: it is Metal.')).toBeVisible();
  });

  it('is asked anew where only another model’s answer was called wrong', async () => {
    server.use(get('/classifications/:id', judged({ feedback: given(null, null) })));
    renderApp('/c/abc');
    expect(within(await place()).getByRole('button', { name: 'Yes' })).toBeVisible();
  });

  it('is not asked of those who are only shown the result', async () => {
    server.use(get('/classifications/:id', judged({ own: false })));
    renderApp('/c/abc');
    expect(await screen.findByRole('list', { name: 'Ballots' })).toBeVisible();
    expect(screen.queryByRole('region', { name: 'Was it right?' })).not.toBeInTheDocument();
  });

  it.each([
    ['offline', () => HttpResponse.error(), 'The connection was lost.'],
    ['refused', () => refusal(404, 'not_found'), 'Only who had this song heard can say that.'],
    ['too much', () => refusal(429, 'rate_limited'), 'That was a lot in a short time.'],
  ])('says what went wrong: %s', async (_case, answer, words) => {
    server.use(http.put(FEEDBACK, answer as () => Response));
    const { user } = renderApp('/c/abc');
    const box = within(await place());
    await user.click(box.getByRole('button', { name: 'Yes' }));
    expect(await box.findByRole('alert')).toHaveTextContent(words);
  });
});
