import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { recall } from '@/lib/storage';

interface State {
  /** The model a person chose; null for whichever is the server's own. */
  name: string | null;
}

export const modelsSlice = createSlice({
  name: 'models',
  initialState: (): State => ({ name: recall('model') }),
  reducers: {
    chosen(state, { payload }: PayloadAction<string | null>) {
      state.name = payload;
    },
  },
  selectors: { selectName: (state) => state.name },
});
