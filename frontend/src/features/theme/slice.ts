import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { recall } from '@/lib/storage';

export type Theme = 'system' | 'light' | 'dark';

const asTheme = (value: string | null): Theme => (value === 'light' || value === 'dark' ? value : 'system');

export const themeSlice = createSlice({
  name: 'theme',
  initialState: (): { choice: Theme } => ({ choice: asTheme(recall('theme')) }),
  reducers: {
    chosen(state, { payload }: PayloadAction<Theme>) {
      state.choice = payload;
    },
  },
  selectors: { selectTheme: (state) => state.choice },
});
