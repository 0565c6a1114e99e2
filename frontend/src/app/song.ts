import type { Classification, Track, TrackDetail } from '@/api';
import { problemFrom, type Problem } from '@/api/problem';
import { spentMs } from '@/api/spent';
import type { Trip } from '@/features/progress/steps';
import type { Submission } from '@/features/submission/slice';
import { titleOfFile } from '@/lib/format';

const NOT_KEPT = 'The file stayed with you: choose it again to hear it here.';
const NEVER_KEPT = 'Its file was never kept, so it cannot be played here.';

/** What the head of the page says of a song, from whatever is known so far. */
export function songOf(
  submission: Submission | null,
  classification: Classification | undefined,
  detail: TrackDetail | undefined,
  nameOf: (source: string) => string,
) {
  const track: Track | null = detail ?? classification?.track ?? submission?.track ?? null;
  const source = track && nameOf(track.source);
  const kind = classification?.origin ?? submission?.kind ?? 'track';
  const label = classification ? titleOfFile(classification.label) : '';
  const stranger = classification?.own === false;
  const origins = { track: source ?? 'A song', url: 'A link', link: 'A link', upload: stranger ? 'An uploaded file' : 'Your file' };
  return {
    title: track?.title ?? submission?.title ?? (label || (classification ? 'A song' : 'One moment…')),
    byline: [track?.artists.join(', '), track?.album].filter(Boolean).join(' · '),
    origin: origins[kind],
    absence: kind === 'upload' ? (stranger ? NEVER_KEPT : NOT_KEPT) : 'No clip to hear just now.',
    link: track?.external_url ? { href: track.external_url, label: `Open on ${source ?? 'its page'}` } : null,
    track,
    artwork: track?.artwork_url ?? null,
    seed: track?.id ?? submission?.title ?? classification?.label ?? '',
    resubmission: track && resubmission(track, classification?.model.name ?? null),
  };
}

/** After a reload a catalogue's song can still be handed in again; a file cannot. */
function resubmission(track: NonNullable<Submission['track']>, model: string | null): Submission {
  const nothing = { clipUrl: null, bytesSent: 0, bytesTotal: 0, problem: null, classificationId: null };
  return { key: track.id, kind: 'track', title: track.title, track, model, ...nothing };
}

/** How far the song has come. */
export function tripOf(
  submission: Submission | null,
  classification: Classification | undefined,
  lost: Problem | null,
  words: Pick<Trip, 'voters' | 'measured'>,
): Trip {
  const problem = lost ?? submission?.problem ?? problemOf(classification);
  return {
    stage: problem ? 'failed' : (classification?.status ?? (submission?.classificationId || !submission ? 'queued' : 'sending')),
    upload: (classification?.origin ?? submission?.kind) === 'upload',
    sent: submission?.bytesSent ?? 0,
    total: submission?.bytesTotal ?? 0,
    taken: submission?.takenMs ?? null,
    timings: { ...classification?.timings_ms },
    spent: classification ? spentMs(classification) : 0,
    problem,
    cached: classification?.cached ?? false,
    ...words,
  };
}

function problemOf(classification: Classification | undefined): Problem | null {
  if (classification?.status !== 'failed') return null;
  const { error } = classification;
  return problemFrom(error?.status ?? 500, error);
}
