import { describe, expect, it } from 'vitest';
import { explain } from './explain';
import { asProblem, problemFrom, secondsToWait } from './problem';

describe('a problem', () => {
  it('keeps what the server says', () => {
    const problem = problemFrom(503, { code: 'busy', title: 'Busy', detail: 'Later.', retry_after: 9 }, '4');
    expect(problem).toEqual({ status: 503, code: 'busy', title: 'Busy', detail: 'Later.', retryAfter: 4 });
  });

  it.each([[0, 'offline'], [404, 'not_found'], [413, 'too_large'], [429, 'rate_limited'], [502, 'busy'], [500, 'unexpected']])(
    'of status %i without a body is %s',
    (status, code) => {
      expect(problemFrom(status, '<html>').code).toBe(code);
    },
  );

  it('reads Retry-After as seconds or as a date', () => {
    const now = Date.parse('2026-11-20T12:00:00Z');
    expect([secondsToWait('7'), secondsToWait(1.2), secondsToWait('Fri, 20 Nov 2026 12:00:30 GMT', now)]).toEqual([7, 2, 30]);
    expect([secondsToWait(''), secondsToWait(null), secondsToWait('soon')]).toEqual([null, null, null]);
  });

  it('is always explained', () => {
    expect(explain(problemFrom(422, { code: 'too_short' }))).toMatchObject({ title: 'The clip is too short to judge.', retry: false });
    expect(explain(asProblem(new Error('?'))).title).toBe('Something went wrong on our side.');
  });
});
