import { describe, expect, it } from 'vitest';
import { track } from '@/testing/fixtures';
import { settle } from './settle';

const song = (id: string, others: string[] = []) =>
  track({ id, sources: [id, ...others].map((other) => ({ id: other, source: other.split(':')[0]!, has_preview: true, external_url: null })) });
const ids = (tracks: { id: string }[]) => tracks.map(({ id }) => id);

describe('a newer answer to the same query', () => {
  const shown = [song('library:1'), song('library:2'), song('library:3')];
  const fresh = [song('deezer:9'), song('library:3'), song('library:1'), song('library:2')];

  it('leaves the rows where they are, and adds what is new below', () => {
    expect(ids(settle(shown, fresh))).toEqual(['library:1', 'library:2', 'library:3', 'deezer:9']);
  });

  it('is the list where nothing was found before', () => {
    expect(settle([], fresh)).toEqual(fresh);
  });

  it('keeps a row that it has lost', () => {
    expect(ids(settle([song('library:1')], [song('deezer:9')]))).toEqual(['library:1', 'deezer:9']);
  });

  it('knows a row again that was met in another catalogue since', () => {
    const merged = song('deezer:9', ['library:1']);
    expect(settle([song('library:1')], [song('itunes:4'), merged])).toEqual([merged, song('itunes:4')]);
  });
});
