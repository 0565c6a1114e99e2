import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { Problem } from '@/api/problem';

/** One of several files: waiting for its turn, on its way, heard, or come to nothing. */
export interface Queued {
  key: string;
  /** The file's, with its ending: two may differ in nothing else. */
  name: string;
  state: 'waiting' | 'sending' | 'listening' | 'done' | 'failed';
  /** Of the classification it became. */
  id: string | null;
  /** The answer; null while there is none, and where it sounds like nothing known. */
  genre: string | null;
  certain: boolean;
  problem: Problem | null;
}

export const queueSlice = createSlice({
  name: 'queue',
  initialState: (): { items: Queued[] } => ({ items: [] }),
  reducers: {
    added(state, { payload }: PayloadAction<Queued[]>) {
      state.items.push(...payload);
    },
    changed({ items }, { payload: { key, ...change } }: PayloadAction<Partial<Queued> & { key: string }>) {
      const item = items.find((candidate) => candidate.key === key);
      if (item) Object.assign(item, change);
    },
    /** All that have not had their turn. */
    called(state) {
      state.items = state.items.filter(({ state: now }) => now !== 'waiting');
    },
  },
  selectors: { selectItems: (state) => state.items },
});
