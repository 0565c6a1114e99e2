/** A pasted address, or null where the text is a song's name. */
export function asLink(text: string): string | null {
  const trimmed = text.trim();
  if (!/^https?:\/\/\S+$/i.test(trimmed)) return null;
  return URL.canParse(trimmed) ? trimmed : null;
}

/** What each catalogue calls the page of a song, with the song's number in it. */
const PAGES: [source: string, page: RegExp][] = [
  ['deezer', /^(?:www\.)?deezer\.com\/(?:[a-z-]+\/)?track\/(\d+)/i],
  ['spotify', /^open\.spotify\.com\/(?:intl-[a-z-]+\/)?track\/(\w{22})/i],
  ['itunes', /^(?:music|itunes)\.apple\.com\/.*[?&]i=(\d+)/i],
  ['itunes', /^music\.apple\.com\/[a-z]{2}\/song\/(?:[^/?]+\/)?(\d+)/i],
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

/** Where songs are looked at and not lent. Which hosts lend clips only the server knows, and it refuses the others in words. */
const SITES = /^((www|open|music|m|itunes)[.])?(deezer|spotify|apple|jamendo|openverse|youtube|soundcloud|bandcamp|tidal)[.](com|org)$|^youtu[.]be$/;

export function isPage(link: string): boolean {
  return SITES.test(new URL(link).hostname);
}
