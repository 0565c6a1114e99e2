import { nanoid, type ThunkDispatch, type UnknownAction } from '@reduxjs/toolkit';
import { useMemo } from 'react';
import { useDispatch, useSelector, useStore } from 'react-redux';
import { api, isStrange, isUnderWay, type Classification } from '@/api';
import { asProblem, problemFrom } from '@/api/problem';
import { submitApi } from '@/api/submitClip';
import { titleOfFile } from '@/lib/format';
import { queueSlice, type Queued } from './queue';
import { shelve } from './shelf';
import { submissionSlice } from './slice';

type ApiState = Parameters<ReturnType<typeof api.endpoints.modelsList.select>>[0];
type Dispatch = ThunkDispatch<ApiState, unknown, UnknownAction>;
const { added, changed, called } = queueSlice.actions;

const POLL = 300;
/** How often one is tried when the server asks to wait. */
const TRIES = 3;
const files = new Map<string, { file: File; model: string | null }>();
let working = false;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function heard(dispatch: Dispatch, id: string): Promise<Classification> {
  for (;;) {
    const answer = await dispatch(api.endpoints.classificationsRetrieve.initiate({ classificationId: id }, { forceRefetch: true, subscribe: false }));
    if (!answer.data) throw asProblem(answer.error) as unknown as Error;
    if (!isUnderWay(answer.data)) return answer.data;
    await pause(POLL);
  }
}

function outcome({ status, verdict, error }: Classification): Partial<Queued> {
  if (status === 'failed' || !verdict) return { state: 'failed', problem: problemFrom(error?.status ?? 500, error) };
  return { state: 'done', genre: isStrange(verdict) ? null : verdict.genre, certain: verdict.certain };
}

async function send(dispatch: Dispatch, { key, name }: Queued): Promise<void> {
  const { file, model } = files.get(key) ?? {};
  if (!file) return void dispatch(changed({ key, state: 'failed', problem: { ...problemFrom(400, null), code: 'lost_file' } }));
  for (let left = TRIES; left > 0; left--) {
    dispatch(changed({ key, state: 'sending', problem: null }));
    const { data, error } = await dispatch(
      submitApi.endpoints.submitClip.initiate({ clip: { file }, model: model ?? null, key: nanoid() }, { track: false }),
    );
    if (data) {
      dispatch(changed({ key, state: 'listening', id: data.id }));
      const blank = { track: null, problem: null, bytesSent: file.size, bytesTotal: file.size };
      const submission = { ...blank, key, kind: 'upload' as const, title: titleOfFile(name), model: model ?? null, clipUrl: shelve(key, file), classificationId: data.id };
      dispatch(submissionSlice.actions.kept({ id: data.id, submission }));
      const change = await heard(dispatch, data.id).then(outcome, (problem: unknown) => ({ state: 'failed' as const, problem: asProblem(problem) }));
      return void dispatch(changed({ key, ...change }));
    }
    const problem = asProblem(error);
    dispatch(changed({ key, state: 'failed', problem }));
    // The server says when it makes sense to come back.
    if (problem.retryAfter === null) return;
    if (left > 1) await pause(problem.retryAfter * 1000);
  }
}

/** Hands in several files, one after another. */
export function useQueue() {
  const dispatch = useDispatch<Dispatch>();
  const store = useStore<{ queue: { items: Queued[] } }>();
  const items = useSelector(queueSlice.selectors.selectItems);
  const acts = useMemo(() => {
    const next = () => store.getState().queue.items.find(({ state }) => state === 'waiting');
    const work = async () => {
      if (working) return;
      working = true;
      try {
        for (let item = next(); item; item = next()) await send(dispatch, item);
      } finally {
        working = false;
      }
    };
    return {
      add: (more: File[], model: string | null) => {
        const rows = more.map((file): Queued => {
          const key = nanoid();
          files.set(key, { file, model });
          return { key, name: file.name, state: 'waiting', id: null, genre: null, certain: false, problem: null };
        });
        dispatch(added(rows));
        void work();
      },
      retry: (key: string) => {
        dispatch(changed({ key, state: 'waiting', problem: null, id: null }));
        void work();
      },
      /** What has not had its turn is left out. */
      call: () => void dispatch(called()),
    };
  }, [dispatch, store]);
  return { items, ...acts };
}
