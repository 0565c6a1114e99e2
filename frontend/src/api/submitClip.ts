import { baseApi } from './baseApi';
import type { Classification } from './generated';
import { cancelled, offline, problemFrom, type Problem } from './problem';

export interface ClipRequest {
  clip: { trackId: string } | { previewUrl: string } | { file: File };
  /** By name; null for the server's own. */
  model: string | null;
  /** The same key sent twice is one classification, should the first answer get lost. */
  key: string;
  onProgress?: (sent: number, total: number) => void;
}

/** So long the server may take to answer with the votes, in seconds, before it is watched. */
export const WAIT_S = 1;

const ADDRESS = '/api/v1/classifications';

/** Sends a clip and comes back at once with a classification to watch (202, RFC 7240). */
export const submitApi = baseApi.injectEndpoints({
  endpoints: (build) => ({
    submitClip: build.mutation<Classification, ClipRequest>({
      queryFn: async ({ clip, model, key, onProgress }, { signal }, _extra, baseQuery) => {
        const headers = { Prefer: `respond-async, wait=${WAIT_S}`, 'Idempotency-Key': key };
        if ('file' in clip) return upload(clip.file, model, headers, signal, onProgress);
        const named = 'trackId' in clip ? { track_id: clip.trackId } : { preview_url: clip.previewUrl };
        const body = model ? { ...named, model } : named;
        const { data, error } = await baseQuery({ url: ADDRESS, method: 'POST', body, headers });
        return error ? { error } : { data: data as Classification };
      },
      invalidatesTags: ['History'],
    }),
  }),
});

type Outcome = { data: Classification; error?: undefined } | { data?: undefined; error: Problem };

/** fetch cannot say how much of a body has left, so the file goes by XMLHttpRequest. */
function upload(
  file: File,
  model: string | null,
  headers: Record<string, string>,
  signal: AbortSignal,
  onProgress?: ClipRequest['onProgress'],
): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('audio', file);
    if (model) form.append('model', model);
    request.open('POST', ADDRESS);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress?.(event.loaded, event.total);
    request.onload = () => resolve(outcome(request));
    request.onerror = () => resolve({ error: offline });
    request.onabort = () => resolve({ error: cancelled });
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

function outcome(request: XMLHttpRequest): Outcome {
  let body: unknown = null;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    // A proxy's error page is no JSON; the status then says what it can.
  }
  if (request.status >= 200 && request.status < 300 && body) return { data: body as Classification };
  return { error: problemFrom(request.status, body, request.getResponseHeader('Retry-After')) };
}
