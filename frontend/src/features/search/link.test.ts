import { describe, expect, it } from 'vitest';
import { asLink, pageOf, resultOf, siteOf } from './link';

describe('a pasted link', () => {
  it.each([
    ['https://www.deezer.com/track/3135556', 'deezer:3135556'],
    ['https://www.deezer.com/en/track/3135556?utm_source=x', 'deezer:3135556'],
    ['https://deezer.com/track/7', 'deezer:7'],
    ['https://open.spotify.com/track/0123456789abcdefABCDEF?si=x', 'spotify:0123456789abcdefABCDEF'],
    ['https://open.spotify.com/intl-de/track/0123456789abcdefABCDEF', 'spotify:0123456789abcdefABCDEF'],
    ['https://music.apple.com/us/album/spruce-song/100?i=101', 'itunes:101'],
    ['https://music.apple.com/us/song/spruce-song/101', 'itunes:101'],
    ['https://www.youtube.com/watch?v=abc-DEF_123', 'youtube:abc-DEF_123'],
    ['https://m.youtube.com/watch?list=x&v=abc-DEF_123&t=3', 'youtube:abc-DEF_123'],
    ['https://youtu.be/abc-DEF_123?si=x', 'youtube:abc-DEF_123'],
    ['https://www.youtube.com/shorts/abc-DEF_123', 'youtube:abc-DEF_123'],
  ])('to the page of a song is that song: %s', (link, id) => {
    expect(pageOf(link)?.id).toBe(id);
  });

  it.each(['https://www.deezer.com/album/1', 'https://deezer.com.example/track/1', 'https://music.apple.com/us/album/x/100', 'https://clips.example/a.mp3'])(
    'to anything else is none: %s',
    (link) => {
      expect(pageOf(link)).toBeNull();
    },
  );

  it.each([
    ['https://open.spotify.com/album/1', 'Spotify'],
    ['https://spotify.link/x', 'Spotify'],
    ['https://www.deezer.com/album/1', 'Deezer'],
    ['https://link.deezer.com/s/x', 'Deezer'],
    ['https://youtu.be/x', 'YouTube'],
    ['https://music.youtube.com/playlist?list=x', 'YouTube'],
    ['https://music.apple.com/us/album/x/100', 'Apple Music'],
    ['https://the-needles.bandcamp.com/track/x', 'Bandcamp'],
    ['https://on.soundcloud.com/x', 'SoundCloud'],
  ])('to a page of a site is told from a clip: %s', (link, site) => {
    expect(siteOf(link)).toBe(site);
  });

  it.each(['https://cdnt-preview.dzcdn.net/a.mp3?hdnea=exp', 'https://prod-1.storage.jamendo.com/?trackid=1', 'https://audio-ssl.itunes.apple.com/a.m4a', 'http://127.0.0.1:9100/a.mp3'])(
    'to anything else is left to the server: %s',
    (link) => {
      expect(siteOf(link)).toBeNull();
    },
  );

  it.each([
    ['youtu.be/abc-DEF_123', 'https://youtu.be/abc-DEF_123'],
    ['www.deezer.com/track/7', 'https://www.deezer.com/track/7'],
    ['spotify:track:0123456789abcdefABCDEF', 'https://open.spotify.com/track/0123456789abcdefABCDEF'],
  ])('of a known site needs no https: %s', (text, link) => {
    expect(asLink(text)).toBe(link);
  });

  it.each(['http and the needles', 'AC/DC', 'youtube.com', '20/20', 'deezer.com/track/7 needles', 'https://'])('is told from a name: %s', (text) => {
    expect(asLink(text)).toBeNull();
  });
});

it('a result of this very AudioFiler is known by its address', () => {
  expect(resultOf(`${window.location.origin}/c/0a1b`)).toBe('0a1b');
  expect(resultOf(`${window.location.origin}/c/0a1b/`)).toBe('0a1b');
  for (const other of ['https://elsewhere.example/c/0a1b', `${window.location.origin}/how`, `${window.location.origin}/c/`]) expect(resultOf(other)).toBeNull();
});
