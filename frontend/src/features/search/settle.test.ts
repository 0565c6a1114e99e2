import { describe, expect, it } from 'vitest';
import { track } from '@/testing/fixtures';
import { settle } from './settle';

const song = (id: string, others: string[] = []) =>
  track({ id, sources: [id, ...others].map((other) => ({ id: other, source: other.split(':')[0]!, has_preview: true, external_url: null })) });
const ids = (tracks: { id: string }[]) => tracks.map(({ id }) => id);

describe('a newer answer to the same query', () => {
  const shown = [song('library:1'), song('library:2'), song('library:3')];
  const fresh = [song('deezer:9'), song('library:3'), song('library:1'), song('library:2')];

  it('replaces the list while no row is highlighted', () => {
    expect(settle(shown, fresh, -1)).toEqual(fresh);
  });

  it('leaves the highlighted row and those above where they are', () => {
    expect(ids(settle(shown, fresh, 1))).toEqual(['library:1', 'library:2', 'deezer:9', 'library:3']);
  });

  it('keeps a highlighted row that the newer answer has lost', () => {
    expect(ids(settle(shown, [song('deezer:9')], 0))).toEqual(['library:1', 'deezer:9']);
  });

  it('knows a row again that was met in another catalogue since', () => {
    const merged = song('deezer:9', ['library:1']);
    expect(settle(shown, [song('itunes:4'), merged], 0)).toEqual([merged, song('itunes:4')]);
  });
});
