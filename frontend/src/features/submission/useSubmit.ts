import { nanoid, type ThunkDispatch, type UnknownAction } from '@reduxjs/toolkit';
import { useMemo } from 'react';
import { useDispatch } from 'react-redux';
import { api, type Classification, type Track } from '@/api';
import { asProblem, problemFrom } from '@/api/problem';
import { spentMs } from '@/api/spent';
import { submitApi, WAIT_S, type ClipRequest } from '@/api/submitClip';
import { titleOfFile } from '@/lib/format';
import { shelve, shelved } from './shelf';
import { submissionSlice, type Submission } from './slice';

type ApiState = Parameters<ReturnType<typeof api.endpoints.modelsList.select>>[0];
type Dispatch = ThunkDispatch<ApiState, unknown, UnknownAction>;
const { started, progressed, accepted, refused, dismissed } = submissionSlice.actions;

const blank = { track: null, clipUrl: null, bytesSent: 0, bytesTotal: 0, problem: null, classificationId: null };
let running: { abort: () => void } | null = null;

/** How long the server heard it already before it answered: so much of the wait was neither finding nor sending. */
function workedOn(answer: Classification): number {
  if (answer.status === 'queued') return 0;
  return answer.status === 'done' ? spentMs(answer) : WAIT_S * 1000;
}

async function send(dispatch: Dispatch, submission: Submission, clip: ClipRequest['clip']): Promise<void> {
  const { key, model } = submission;
  running?.abort();
  const began = performance.now();
  dispatch(started(submission));
  const onProgress = (sent: number, total: number) => void dispatch(progressed({ key, sent, total }));
  const request = dispatch(submitApi.endpoints.submitClip.initiate({ clip, model, key, onProgress }, { track: false }));
  running = request;
  const { data, error } = await request;
  if (data) {
    // The result's page starts from this answer instead of asking once more.
    await dispatch(api.util.upsertQueryData('classificationsRetrieve', { classificationId: data.id }, data));
    dispatch(accepted({ key, id: data.id, ms: Math.max(0, performance.now() - began - workedOn(data)) }));
  } else {
    dispatch(refused({ key, problem: asProblem(error) }));
  }
}

function sendAgain(dispatch: Dispatch, last: Submission, model: string | null): void {
  // Where no answer came, the first attempt may have arrived: the same key keeps it one. A refused one needs a new key.
  const lost = last.problem?.status === 0 && model === last.model;
  const again: Submission = { ...last, ...blank, model, key: lost ? last.key : nanoid(), track: last.track, clipUrl: last.clipUrl };
  if (last.kind === 'track' && last.track) return void send(dispatch, again, { trackId: last.track.id });
  if (last.kind === 'link' && last.clipUrl) return void send(dispatch, again, { previewUrl: last.clipUrl });
  const file = shelved(last.key);
  if (file) return void send(dispatch, { ...again, clipUrl: shelve(again.key, file) }, { file });
  dispatch(started(again));
  dispatch(refused({ key: again.key, problem: { ...problemFrom(400, null), code: 'lost_file' } }));
}

/** The three ways to hand in a clip, and what can be done while it is on its way. */
export function useSubmit() {
  const dispatch = useDispatch<Dispatch>();
  return useMemo(
    () => ({
      track: (track: Track, model: string | null) => {
        const submission: Submission = { ...blank, key: nanoid(), kind: 'track', title: track.title, track, model };
        void send(dispatch, submission, { trackId: track.id });
      },
      link: (url: string, model: string | null) => {
        const submission: Submission = { ...blank, key: nanoid(), kind: 'link', title: new URL(url).host, clipUrl: url, model };
        void send(dispatch, submission, { previewUrl: url });
      },
      file: (file: File, model: string | null) => {
        const key = nanoid();
        const title = titleOfFile(file.name);
        const submission: Submission = { ...blank, key, kind: 'upload', title, clipUrl: shelve(key, file), bytesTotal: file.size, model };
        void send(dispatch, submission, { file });
      },
      /** The same clip once more, from the same model if no other is named. */
      again: (last: Submission, model: string | null = last.model) => sendAgain(dispatch, last, model),
      cancel: () => {
        running?.abort();
        dispatch(dismissed());
      },
    }),
    [dispatch],
  );
}
