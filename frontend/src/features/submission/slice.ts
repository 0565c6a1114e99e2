import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { Track } from '@/api';
import type { Problem } from '@/api/problem';

/** A clip that was sent from this page, until the page is closed. */
export interface Submission {
  key: string;
  kind: 'track' | 'link' | 'upload';
  title: string;
  track: Track | null;
  /** Which model is to hear it; null for the server's own. */
  model: string | null;
  /** Where to listen to it, when that is known here: a link, or a file's object address. */
  clipUrl: string | null;
  bytesSent: number;
  bytesTotal: number;
  problem: Problem | null;
  classificationId: string | null;
  /** How long it took until the server had found it, or had all of it, in ms. */
  takenMs?: number;
}

interface State {
  current: Submission | null;
  /** By the classification each became, so that an upload can still be heard at its result's address. */
  accepted: Partial<Record<string, Submission>>;
}

const initialState: State = { current: null, accepted: {} };

export const submissionSlice = createSlice({
  name: 'submission',
  initialState,
  reducers: {
    started(state, { payload }: PayloadAction<Submission>) {
      state.current = payload;
    },
    progressed({ current }, { payload }: PayloadAction<{ key: string; sent: number; total: number }>) {
      if (current?.key !== payload.key) return;
      current.bytesSent = payload.sent;
      current.bytesTotal = payload.total;
    },
    accepted(state, { payload }: PayloadAction<{ key: string; id: string; ms: number }>) {
      if (state.current?.key !== payload.key) return;
      state.current.takenMs = payload.ms;
      state.current.classificationId = payload.id;
      state.accepted[payload.id] = state.current;
    },
    refused({ current }, { payload }: PayloadAction<{ key: string; problem: Problem }>) {
      if (current?.key === payload.key) current.problem = payload.problem;
    },
    /** One of several files, which goes its way beside the current one. */
    kept(state, { payload }: PayloadAction<{ id: string; submission: Submission }>) {
      state.accepted[payload.id] = payload.submission;
    },
    dismissed(state) {
      state.current = null;
    },
  },
  selectors: {
    selectCurrent: (state) => state.current,
    selectFor: (state, id: string | undefined) => (id ? (state.accepted[id] ?? null) : state.current),
  },
});
