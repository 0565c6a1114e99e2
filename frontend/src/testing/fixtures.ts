import type { Alternative, Classification, Model, Source, SourceOutcome, Suggestion } from '@/api';

export const track = (change: Partial<Suggestion> = {}): Suggestion => ({
  id: 'library:1',
  source: 'library',
  title: 'Spruce Song',
  artists: ['The Needles', 'Cone'],
  album: 'Evergreen',
  artwork_url: null,
  duration_ms: 214_000,
  has_preview: true,
  external_url: null,
  isrc: null,
  genre: null,
  licence: null,
  licence_url: null,
  credit: null,
  sources: [],
  ...change,
});

/** The same song as another catalogue has it. */
export const alternative = (change: Partial<Alternative> = {}): Alternative => ({
  track: track({ id: 'deezer:7', source: 'deezer', external_url: 'https://deezer.example/7' }),
  certainty: 0.98,
  matched_by: 'text',
  ...change,
});

export const source = (change: Partial<Source> = {}): Source => ({
  id: 'library',
  name: 'Your library',
  status: 'ok',
  retry_after: null,
  note: null,
  attribution: '',
  terms_url: null,
  notice: null,
  ...change,
});

export const outcome = (change: Partial<SourceOutcome> = {}): SourceOutcome => ({
  id: 'library',
  status: 'ok',
  retry_after: null,
  note: null,
  pending: false,
  ...change,
});

const votes: [string, number][] = [
  ['Rock', 11],
  ['Metal', 6],
  ['Folk', 3],
];
const genres = ['Blues', 'Folk', 'Metal', 'Rock'];

const pending: Classification = {
  id: 'abc',
  status: 'queued',
  created_at: '2026-11-20T10:00:00Z',
  finished_at: null,
  origin: 'track',
  label: 'The Needles - Spruce Song',
  track: track(),
  model: { name: 'audiofiler-26', version: '1.0.0', forests: 20 },
  votes: [],
  ballots: [],
  probabilities: [],
  verdict: null,
  timings_ms: { fetch: 0, decode: 0, extract: 0, vote: 0, total: 0 },
  cached: false,
  error: null,
  own: true,
  feedback: null,
};

export const underWay = (change: Partial<Classification> = {}): Classification => ({ ...pending, ...change });

export const judged = (change: Partial<Classification> = {}): Classification => ({
  ...pending,
  status: 'done',
  votes: votes.map(([genre, n]) => ({ genre, votes: n, fraction: n / 20 })),
  ballots: votes
    .flatMap(([genre, n]) => Array.from({ length: n }, () => genre))
    .map((genre, forest) => ({ forest, genre, probability: 0.3 + forest / 100, runner_up: { genre: genre === 'Rock' ? 'Metal' : 'Rock', probability: 0.21 } })),
  probabilities: [
    { genre: 'Rock', probability: 0.5 },
    { genre: 'Metal', probability: 0.25 },
    { genre: 'Blues', probability: 0.15 },
    { genre: 'Folk', probability: 0.1 },
  ],
  verdict: {
    genre: 'Rock',
    family: 'Rock & Metal',
    confidence: 0.52,
    certain: true,
    sentence: '11 of 20 forests hear Rock.',
    familiar: true,
    familiarity: 0.7,
  },
  timings_ms: { fetch: 2.5, decode: 28, extract: 35, vote: 1.2, total: 67 },
  ...change,
});

export const model: Model = {
  name: 'audiofiler-26',
  version: '1.0.0',
  default: true,
  family: 'forests',
  forests: 20,
  genres,
  families: [{ name: 'Rock & Metal', genres: ['Rock', 'Metal'] }, { name: 'Roots', genres: ['Blues', 'Folk'] }],
  features: [],
  feature_count: 69,
  feature_schema: 'paa-70/1',
  agreement: [{ agree: 1, rows: 10, right: 2, confidence: 0.2 }, { agree: 2, rows: 30, right: 20, confidence: 0.66 }],
  certainty: { confidence_from: 0.5, coverage: 0.75, accuracy: 0.67 },
  has_map: false,
  protocol: '5 grouped folds',
  scores: [
    { name: 'accuracy', value: 0.411, low: 0.405, high: 0.417, baseline: 0.361 },
    { name: 'log_loss', value: 2.013, low: null, high: null, baseline: null },
  ],
  genre_scores: [{ genre: 'Rock', precision: 0.4, recall: 0.62, rows: 900 }],
  provenance: {},
  trouble: null,
};
