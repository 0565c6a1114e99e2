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
  timings: Partial<Record<string, number>>;
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

/** Which of the four steps each stage is busy with: decoding and measuring are one request. */
const busy: Record<Stage, [number, number]> = {
  sending: [0, 0],
  queued: [0, 0],
  fetching: [0, 0],
  extracting: [1, 2],
  voting: [3, 3],
  done: [4, 4],
  failed: [4, 4],
};

const atTheDoor = new Set([
  'url_not_allowed', 'preview_unavailable', 'track_not_found', 'source_unavailable', 'too_large', 'rate_limited', 'offline',
  'validation_error', 'unknown_model', 'lost_file',
]);

export function stepsOf(trip: Trip): Step[] {
  const { timings, upload, voters, measured } = trip;
  const [from, to] = busy[trip.stage];
  const broken = trip.problem ? (atTheDoor.has(trip.problem.code) ? 0 : 1) : -1;
  const state = (i: number): StepState => {
    if (broken >= 0) return i === broken ? 'broken' : i < broken ? 'over' : 'waiting';
    return i < from ? 'over' : i <= to ? 'now' : 'waiting';
  };
  const named: [string, string, number | undefined][] = [
    ['fetch', upload ? 'Send the file' : 'Fetch the clip', timings.fetch],
    ['decode', 'Decode the sound', timings.decode],
    ['extract', `Measure ${measured}`, timings.extract],
    ['vote', `Ask 20 ${voters.many}`, timings.vote],
  ];
  return named.map(([id, label, time], i) => {
    const at = state(i);
    const note = at === 'over' && time && !trip.cached ? milliseconds(time) : at === 'now' ? nowNote(trip, i) : '';
    return { id, label, state: at, note };
  });
}

function nowNote({ stage, upload, sent, total }: Trip, index: number): string {
  if (index === 0 && upload && stage === 'sending' && total > 0) return `${percent(sent / total)} of ${bytes(total)}`;
  return stage === 'queued' ? 'waiting its turn' : 'now';
}

/** For ears, as it happens. */
export function announcement({ stage, upload, voters }: Trip): string {
  if (stage === 'sending') return upload ? 'Sending the file.' : 'Asking for the clip.';
  return { queued: 'Waiting for its turn.', fetching: 'Fetching the clip.', extracting: 'Measuring the sound.', voting: `The ${voters.many} vote.`, done: '', failed: '' }[stage];
}
