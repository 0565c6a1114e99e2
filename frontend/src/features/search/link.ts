/** A pasted address, or null where the text is a song's name. A known site's address is one without `https://` too. */
export function asLink(text: string): string | null {
  const trimmed = text.trim();
  if (/\s/.test(trimmed)) return null;
  if (/^https?:\/\/\S+$/i.test(trimmed)) return URL.canParse(trimmed) ? trimmed : null;
  const track = /^spotify:track:(\w{22})$/i.exec(trimmed)?.[1];
  if (track) return `https://open.spotify.com/track/${track}`;
  const whole = `https://${trimmed}`;
  return trimmed.includes('/') && URL.canParse(whole) && siteOf(whole) ? whole : null;
}

/** The id of a result of this very AudioFiler, where the link is its address. */
export function resultOf(link: string): string | null {
  const { origin, pathname } = new URL(link);
  return origin === window.location.origin ? (/^\/c\/(\w+)\/?$/.exec(pathname)?.[1] ?? null) : null;
}

/** What each catalogue calls the page of a song, with the song's number in it. */
const PAGES: [source: string, page: RegExp][] = [
  ['deezer', /^(?:www\.)?deezer\.com\/(?:[a-z-]+\/)?track\/(\d+)/i],
  ['spotify', /^open\.spotify\.com\/(?:intl-[a-z-]+\/)?track\/(\w{22})/i],
  ['itunes', /^(?:music|itunes)\.apple\.com\/.*[?&]i=(\d+)/i],
  ['itunes', /^music\.apple\.com\/[a-z]{2}\/song\/(?:[^/?]+\/)?(\d+)/i],
  ['youtube', /^(?:(?:www|m|music)\.)?youtube\.com\/watch\?(?:.*&)?v=([\w-]{11})/i],
  ['youtube', /^(?:(?:www|m)\.)?youtu(?:\.be|be\.com\/shorts)\/([\w-]{11})/i],
];

/** The track that a catalogue's page of a song shows, or null. */
export function pageOf(link: string): { source: string; id: string } | null {
  const { host, pathname, search } = new URL(link);
  for (const [source, page] of PAGES) {
    const key = page.exec(host + pathname + search)?.[1];
    if (key) return { source, id: `${source}:${key}` };
  }
  return null;
}

/** Where songs are looked at and not lent, by name. Which hosts lend clips only the server knows, and it refuses the others in words. */
const SITES: [name: string, host: RegExp][] = [
  ['Deezer', /^(www\.|link\.)?deezer\.com$|^deezer\.page\.link$/],
  ['Spotify', /^(www\.|open\.)?spotify\.com$|^spotify\.link$/],
  ['Apple Music', /^((geo\.)?music|itunes|www)\.apple\.com$/],
  ['YouTube', /^((www|m|music)\.)?youtube\.com$|^youtu\.be$/],
  ['SoundCloud', /^((www|m|on)\.)?soundcloud\.com$/],
  ['Bandcamp', /^([\w-]+\.)?bandcamp\.com$/],
  ['TIDAL', /^((www|listen)\.)?tidal\.com$/],
  ['Jamendo', /^(www\.)?jamendo\.com$/],
  ['Openverse', /^(www\.)?openverse\.org$/],
];

/** The name of the site that the link is a page of, or null where it may be a clip. */
export function siteOf(link: string): string | null {
  const { hostname } = new URL(link);
  return SITES.find(([, host]) => host.test(hostname))?.[0] ?? null;
}
