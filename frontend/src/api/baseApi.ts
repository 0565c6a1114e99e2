import { createApi, fetchBaseQuery, type BaseQueryFn, type FetchArgs } from '@reduxjs/toolkit/query/react';
import { reached } from '@/lib/connection';
import { offline, problemFrom, type Problem } from './problem';

const rawQuery = fetchBaseQuery({ baseUrl: window.location.origin, credentials: 'same-origin' });

/** Every failure reaches the page as a problem with the seconds to wait. */
const problemQuery: BaseQueryFn<string | FetchArgs, unknown, Problem> = async (args, api, extra) => {
  const { data, error, meta } = await rawQuery(args, api, extra);
  const unanswered = error !== undefined && typeof error.status === 'string' && error.status !== 'PARSING_ERROR';
  // A request that was called off says nothing of the connection.
  if (!api.signal.aborted) reached(!unanswered);
  if (!error) return { data };
  if (unanswered) return { error: offline };
  const status = meta?.response?.status ?? 500;
  return { error: problemFrom(status, error.data, meta?.response?.headers.get('Retry-After')) };
};

/** The one door to the backend; the endpoints come from contracts/backend.yaml (generated.ts). */
export const baseApi = createApi({
  reducerPath: 'api',
  baseQuery: problemQuery,
  tagTypes: ['History'],
  endpoints: () => ({}),
});
