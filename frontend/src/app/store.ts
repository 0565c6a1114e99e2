import { combineSlices, configureStore } from '@reduxjs/toolkit';
import { baseApi } from '@/api/baseApi';
import { modelsSlice } from '@/features/models/slice';
import { queueSlice } from '@/features/submission/queue';
import { submissionSlice } from '@/features/submission/slice';
import { themeSlice } from '@/features/theme/slice';

const reducer = combineSlices(baseApi, modelsSlice, queueSlice, submissionSlice, themeSlice);

export type RootState = ReturnType<typeof reducer>;

export function makeStore(preloadedState?: Partial<RootState>) {
  return configureStore({
    reducer,
    preloadedState,
    middleware: (defaults) => defaults().concat(baseApi.middleware),
  });
}

export type AppStore = ReturnType<typeof makeStore>;
