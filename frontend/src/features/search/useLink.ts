import { skipToken } from '@reduxjs/toolkit/query';
import { api, isJudged } from '@/api';
import { explain } from '@/api/explain';
import { titleOf } from '@/api/history';
import { asProblem } from '@/api/problem';
import { useSources } from '@/api/useSources';
import { listed } from '@/lib/format';
import type { Choice } from './choice';
import { asLink, pageOf, resultOf, siteOf } from './link';

/** The catalogues whose clips are lent by link. */
const LENDERS = ['deezer', 'itunes', 'spotify', 'openverse', 'jamendo'];

interface Link {
  choices: Choice[];
  note: string | null;
  spoken: string;
  waiting: boolean;
}

/** What a pasted link stands for: the song whose page it is, a clip, or a page of no use here; null where the text is none. */
export function useLink(text: string): Link | null {
  const { has, nameOf } = useSources();
  const url = asLink(text);
  const page = url ? pageOf(url) : null;
  const song = page && has(page.source) ? page : null;
  const { currentData: track, error } = api.useTracksRetrieveQuery(song ? { trackId: song.id } : skipToken);
  const result = url ? resultOf(url) : null;
  const { currentData: heard, error: gone } = api.useClassificationsRetrieveQuery(result ? { classificationId: result } : skipToken);
  if (!url) return null;

  if (result) {
    if (heard && isJudged(heard)) return { choices: [{ kind: 'recent', song: heard }], note: null, spoken: `One suggestion: the result of ${titleOf(heard)}.`, waiting: false };
    const note = gone || heard ? 'There is no result at this address; it may have been deleted.' : 'Looking for this result…';
    return { choices: [], note, spoken: gone || heard ? note : '', waiting: !gone && !heard };
  }

  if (song) {
    if (track) return { choices: [{ kind: 'track', track: { ...track, sources: [] } }], note: null, spoken: `One suggestion: ${track.title}.`, waiting: false };
    const { title, advice } = explain(asProblem(error));
    const note = error ? `${title} ${advice}` : `Asking ${nameOf(song.source)} for this song…`;
    return { choices: [], note, spoken: error ? note : '', waiting: !error };
  }
  const site = siteOf(url);
  if (!site) return { choices: [{ kind: 'link', url }], note: null, spoken: 'One suggestion: listen to this link.', waiting: false };
  // The server would refuse it: a page is nothing to listen to.
  const lenders = LENDERS.filter(has).map(nameOf);
  const of = lenders.length > 0 ? ` of ${listed(lenders, 'or')}` : '';
  const note = `This is a page of ${site}, which gives no sound to listen to. Type the song’s name instead, paste a direct link to a preview clip${of}, or choose a file you have.`;
  return { choices: [], note, spoken: note, waiting: false };
}
