import type { Problem } from '@/api/problem';
import { bytes, milliseconds, percent } from '@/lib/format';
import type { Voters } from '@/lib/voters';

export type Stage = 'sending' | 'queued' | 'fetching' | 'extracting' | 'voting' | 'done' | 'failed';
export type StepState = 'waiting' | 'now' | 'over' | 'broken';

export interface Trip {
  stage: Stage;
  upload: boolean;
  sent: number;
  total: number;
  /** Until the server had found it, or had all of it, in ms, without what it did then; null where that was not seen from here. */
  taken: number | null;
  timings: Partial<Record<string, number>>;
  /** From then to the answer, in ms. */
  spent: number;
  problem: Problem | null;
  cached: boolean;
  voters: Voters;
  /** What is measured in the sound, e.g. "70 features". */
  measured: string;
}

export interface Step {
  id: string;
  label: string;
  state: StepState;
  /** A time, a share, or nothing yet. */
  note: string;
}

/** Which of the five steps each stage is busy with: decoding and measuring are one request. A file is fetched by being sent. */
const busy: Record<Stage, [number, number]> = {
  sending: [0, 0],
  queued: [1, 1],
  fetching: [1, 1],
  extracting: [2, 3],
  voting: [4, 4],
  done: [5, 5],
  failed: [5, 5],
};

const notFound = new Set(['track_not_found', 'url_not_allowed', 'validation_error', 'unknown_model', 'lost_file', 'offline']);
const notFetched = new Set(['preview_unavailable', 'source_unavailable', 'too_large', 'rate_limited']);

const brokenAt = ({ problem, upload }: Trip): number => {
  if (!problem) return -1;
  if (notFound.has(problem.code) || (upload && notFetched.has(problem.code))) return 0;
  return notFetched.has(problem.code) ? 1 : 2;
};

export function stepsOf(trip: Trip): Step[] {
  const { timings, upload, voters, measured, taken } = trip;
  const [from, to] = busy[trip.stage];
  const broken = brokenAt(trip);
  const state = (i: number): StepState => {
    if (broken >= 0) return i === broken ? 'broken' : i < broken ? 'over' : 'waiting';
    return i < from ? 'over' : i <= to ? 'now' : 'waiting';
  };
  const named: [string, string, number | null | undefined][] = [
    ['find', upload ? 'Send the file' : 'Find the clip', taken],
    ['fetch', 'Fetch it', timings.fetch],
    ['decode', 'Decode the sound', timings.decode],
    ['extract', `Measure ${measured}`, timings.extract],
    ['vote', `Ask 20 ${voters.many}`, timings.vote],
  ];
  const steps = named.map(([id, label, time], i) => {
    const at = state(i);
    // From memory nothing but the finding took any time.
    const note = at === 'over' && time && (i === 0 || !trip.cached) ? milliseconds(time) : at === 'now' ? nowNote(trip, i) : '';
    return { id, label, state: at, note };
  });
  if (!upload) return steps;
  // What waits to be fetched is, of a file, waiting for its turn.
  const [send, fetch, ...rest] = steps;
  if (send && fetch?.state === 'now') Object.assign(send, { state: 'now', note: fetch.note });
  return send ? [send, ...rest] : rest;
}

function nowNote({ stage, upload, sent, total }: Trip, index: number): string {
  if (index === 0 && upload && total > 0) return `${percent(sent / total)} of ${bytes(total)}`;
  return stage === 'queued' ? 'waiting its turn' : 'now';
}

/** How long the whole trip took. Between the steps the sound is handed on, waits its turn, and is written down. */
export function altogether({ timings, taken, spent, cached, upload }: Trip): string {
  const { total = 0, fetch = 0, decode = 0, extract = 0, vote = 0 } = timings;
  if (cached) return 'Heard before, so answered from memory.';
  if (!total) return '';
  if (taken === null) return `${milliseconds(total)} of work, once the ${upload ? 'file had come' : 'clip was found'}`;
  const between = spent - (upload ? 0 : fetch) - decode - extract - vote;
  return `${milliseconds(taken + spent)} altogether${between >= 1 ? `, ${milliseconds(between)} of it between the steps` : ''}`;
}

/** For ears, as it happens. */
export function announcement({ stage, upload, voters }: Trip): string {
  if (stage === 'sending') return upload ? 'Sending the file.' : 'Asking for the clip.';
  return { queued: 'Waiting for its turn.', fetching: 'Fetching the clip.', extracting: 'Measuring the sound.', voting: `The ${voters.many} vote.`, done: '', failed: '' }[stage];
}

/** What to think of it, said once a stage has taken some seconds. */
export function patience(stage: Stage, upload: boolean): string {
  if (stage === 'sending') return upload ? 'Still sending: the line is slow, or the file is long.' : 'The catalogue takes its time to answer.';
  return {
    queued: 'Others came first; this song is next in line.',
    fetching: 'The clip is slow to come from its catalogue.',
    extracting: 'Still measuring: a long song, or a busy machine.',
    voting: 'Nearly there: the votes are being counted.',
    done: '',
    failed: '',
  }[stage];
}
