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

/** Where the catalogues keep their clips; the server may know of more. */
const CLIPS = /(^|[.])(dzcdn[.]net|audio-ssl[.]itunes[.]apple[.]com|jamendo[.]com|freesound[.]org|upload[.]wikimedia[.]org|p[.]scdn[.]co)$/;

export function isClip(link: string): boolean {
  return CLIPS.test(new URL(link).hostname);
}
