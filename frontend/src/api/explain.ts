import type { CodeEnum } from './generated';
import type { Problem } from './problem';

export interface Explanation {
  /** One clear sentence: what happened. */
  title: string;
  /** What the person can do now. */
  advice: string;
  /** Whether the very same request can work a moment later. */
  retry: boolean;
}

const e = (title: string, advice: string, retry = false): Explanation => ({ title, advice, retry });

/** What only this page knows of. */
type OwnCode = 'offline' | 'lost_file' | 'not_yours';

const unexpected = e('Something went wrong on our side.', 'Try again; if it stays so, the server’s log says more.', true);

/** Complete by type: a new refusal in the contract does not compile until it has words here. */
const byCode: Record<CodeEnum | OwnCode, Explanation> = {
  unsupported_media: e('This file is not a kind of audio we can read.', 'Choose an MP3, AAC/M4A, FLAC, WAV, Ogg, Opus or AIFF file.'),
  undecodable_audio: e('The audio in this file is broken.', 'Try another copy of the song, or save it again as MP3 or WAV.'),
  too_short: e('The clip is too short to judge.', 'Choose one with at least three seconds of sound.'),
  silent_audio: e('There is only silence in this clip.', 'Choose a part of the song in which something can be heard.'),
  too_large: e('This file is too large.', 'Choose a smaller one, or save the song as MP3 first.'),
  too_long: e('This recording is too long.', 'Cut out the song you mean; twenty minutes are the most.'),
  url_not_allowed: e('No clip can be fetched from this address.', 'What works: search for the song by its name, paste a direct link to a preview clip of a catalogue, or choose or drop a file.'),
  preview_unavailable: e('There is no clip of this song to listen to.', 'Pick another version of it, or choose a file you have.'),
  track_not_found: e('This song is no longer in its catalogue.', 'Search for it again.'),
  unknown_model: e('The model asked for is not here.', 'Try again, and the usual one hears it.', true),
  source_unavailable: e('The catalogue does not answer just now.', 'Your choice is kept; try again shortly.', true),
  extractor_unavailable: e('The part that listens is not answering just now.', 'Your song is kept; try again shortly.', true),
  busy: e('There is a lot to listen to just now.', 'Your song is kept; it can be tried again shortly.', true),
  rate_limited: e('That was a lot in a short time.', 'Please wait a moment before the next one.', true),
  validation_error: e('The request was not understood.', 'Reload the page and try once more.'),
  not_found: e('There is no result at this address.', 'Check the link, or listen to the song again.'),
  cross_site: e('The request did not come from this page.', 'Open AudioFiler at its own address and try there.'),
  method_not_allowed: unexpected,
  internal_error: unexpected,
  offline: e('The connection was lost.', 'Check that you are online; then try again.', true),
  not_yours: e('Only who had this song heard can say that.', 'Have it heard yourself; then it is your word.'),
  lost_file: e('The file is no longer at hand.', 'Choose it once more to try again.'),
};

/** Our own words for each of the contract's refusals. */
export function explain(problem: Problem): Explanation {
  // An empty file is no broken one; the server tells them apart in its detail only.
  if (problem.code === 'undecodable_audio' && /\bempty\b/i.test(problem.detail)) return e(problem.detail, 'Choose another copy of the song.');
  return (byCode as Partial<Record<string, Explanation>>)[problem.code] ?? unexpected;
}
