import { http, HttpResponse, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';
import { analysis, outlined } from './analysis';
import { evidence, songMap } from './evidence';
import { judged, model, outcome, source, track, underWay } from './fixtures';
import { why } from './why';

const v1 = '*/api/v1';

/** A problem+json answer. */
export const refusal = (status: number, code: string, headers: Record<string, string> = {}) =>
  HttpResponse.json({ type: `/docs/errors#${code}`, title: code, status, detail: `The detail of ${code}.`, code }, { status, headers });

export const get = (path: string, body: JsonBodyType) => http.get(v1 + path, () => HttpResponse.json(body));
export const post = (path: string, answer: (request: Request) => Response | Promise<Response>) =>
  http.post(v1 + path, ({ request }) => answer(request) as Promise<HttpResponse<JsonBodyType>>);
export const getWith = (path: string, answer: (request: Request) => Response | Promise<Response>) =>
  http.get(v1 + path, ({ request }) => answer(request) as Promise<HttpResponse<JsonBodyType>>);

/** All is well, and every request that is not named here fails its test. */
export const server = setupServer(
  get('/sources', { results: [source()] }),
  get('/tracks', { results: [track(), track({ id: 'library:2', title: 'Fir Song', has_preview: false })], sources: [outcome()] }),
  get('/tracks/:id', { ...track(), preview_url: '/api/v1/tracks/library:1/audio' }),
  get('/classifications', { results: [], next: null, previous: null }),
  get('/classifications/:id', judged()),
  get('/classifications/:id/analysis', analysis()),
  get('/classifications/:id/course', outlined()),
  get('/classifications/:id/why', { ...why() }),
  get('/classifications/:id/similar', { model: { name: 'audiofiler-26', version: '1.0.0' }, results: [] }),
  get('/models', { results: [model] }),
  get('/models/:name', model),
  get('/models/:name/evidence', { ...evidence }),
  get('/map', { ...songMap }),
  // What the page asks while it waits for a server that was away.
  http.get('*/healthz', () => HttpResponse.json({ status: 'alive' })),
  post('/classifications', () => HttpResponse.json(underWay(), { status: 202 })),
);
