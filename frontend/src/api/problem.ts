import type { Alternative } from './generated';

/** What went wrong, whoever noticed it: a problem+json body (RFC 9457), or what the browser says of a lost connection. */
export interface Problem {
  /** 0 when no answer came at all. */
  status: number;
  code: string;
  title: string;
  detail: string;
  /** Seconds after which a new attempt makes sense; null when none was named. */
  retryAfter: number | null;
  /** The same song elsewhere, where the one asked for has no clip. */
  alternatives?: Alternative[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A Retry-After of seconds or of an HTTP date. */
export function secondsToWait(value: unknown, now = Date.now()): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return Math.max(0, Math.ceil(value));
  if (typeof value !== 'string' || value.trim() === '') return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

export function problemFrom(status: number, body: unknown, retryAfter?: string | null): Problem {
  const data = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  return {
    status,
    code: text(data.code) || fallbackCode(status),
    title: text(data.title),
    detail: text(data.detail),
    retryAfter: secondsToWait(retryAfter ?? data.retry_after),
    ...(Array.isArray(data.alternatives) && { alternatives: data.alternatives as Alternative[] }),
  };
}

function fallbackCode(status: number): string {
  if (status === 0) return 'offline';
  if (status === 404) return 'not_found';
  if (status === 413) return 'too_large';
  if (status === 429) return 'rate_limited';
  return status >= 502 && status <= 504 ? 'busy' : 'unexpected';
}

export const offline: Problem = problemFrom(0, null);
export const cancelled: Problem = { ...offline, code: 'cancelled' };

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'retryAfter' in value;
}

/** Whatever a hook reports as its error, as a problem. */
export function asProblem(error: unknown): Problem {
  return isProblem(error) ? error : problemFrom(500, null);
}
