import { baseApi as api } from './baseApi';
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    classificationsList: build.query<
      ClassificationsListApiResponse,
      ClassificationsListApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/classifications`,
        params: {
          cursor: queryArg.cursor,
          limit: queryArg.limit,
          q: queryArg.q,
        },
      }),
    }),
    classificationsCreate: build.mutation<
      ClassificationsCreateApiResponse,
      ClassificationsCreateApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/classifications`,
        method: "POST",
        body: queryArg.classificationUploadRequest,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          Prefer: queryArg.prefer,
        },
        params: {
          include: queryArg.include,
        },
      }),
    }),
    classificationsClear: build.mutation<
      ClassificationsClearApiResponse,
      ClassificationsClearApiArg
    >({
      query: () => ({ url: `/api/v1/classifications`, method: "DELETE" }),
    }),
    classificationsRetrieve: build.query<
      ClassificationsRetrieveApiResponse,
      ClassificationsRetrieveApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/classifications/${queryArg.classificationId}`,
        params: {
          include: queryArg.include,
        },
      }),
    }),
    classificationsDelete: build.mutation<
      ClassificationsDeleteApiResponse,
      ClassificationsDeleteApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/classifications/${queryArg.classificationId}`,
        method: "DELETE",
      }),
    }),
    classificationsAnalysis: build.query<
      ClassificationsAnalysisApiResponse,
      ClassificationsAnalysisApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/classifications/${queryArg.classificationId}/analysis`,
      }),
    }),
    classificationsCourse: build.query<
      ClassificationsCourseApiResponse,
      ClassificationsCourseApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/classifications/${queryArg.classificationId}/course`,
      }),
    }),
    classificationsFeedbackSet: build.mutation<
      ClassificationsFeedbackSetApiResponse,
      ClassificationsFeedbackSetApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/classifications/${queryArg.classificationId}/feedback`,
        method: "PUT",
        body: queryArg.feedbackRequestRequest,
      }),
    }),
    classificationsFeedbackDelete: build.mutation<
      ClassificationsFeedbackDeleteApiResponse,
      ClassificationsFeedbackDeleteApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/classifications/${queryArg.classificationId}/feedback`,
        method: "DELETE",
      }),
    }),
    classificationsRestore: build.mutation<
      ClassificationsRestoreApiResponse,
      ClassificationsRestoreApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/classifications/${queryArg.classificationId}/restore`,
        method: "POST",
      }),
    }),
    classificationsSimilar: build.query<
      ClassificationsSimilarApiResponse,
      ClassificationsSimilarApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/classifications/${queryArg.classificationId}/similar`,
        params: {
          limit: queryArg.limit,
        },
      }),
    }),
    classificationsWhy: build.query<
      ClassificationsWhyApiResponse,
      ClassificationsWhyApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/classifications/${queryArg.classificationId}/why`,
        params: {
          against: queryArg.against,
          genre: queryArg.genre,
        },
      }),
    }),
    classificationsUnclear: build.mutation<
      ClassificationsUnclearApiResponse,
      ClassificationsUnclearApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/classifications/restore`,
        method: "POST",
        body: queryArg.historyRestoreRequest,
      }),
    }),
    mapRetrieve: build.query<MapRetrieveApiResponse, MapRetrieveApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/map`,
        params: {
          anchors: queryArg.anchors,
          limit: queryArg.limit,
        },
      }),
    }),
    modelsList: build.query<ModelsListApiResponse, ModelsListApiArg>({
      query: () => ({ url: `/api/v1/models` }),
    }),
    modelsRetrieve: build.query<
      ModelsRetrieveApiResponse,
      ModelsRetrieveApiArg
    >({
      query: (queryArg) => ({ url: `/api/v1/models/${queryArg.name}` }),
    }),
    modelsEvidence: build.query<
      ModelsEvidenceApiResponse,
      ModelsEvidenceApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/models/${queryArg.name}/evidence`,
      }),
    }),
    sourcesList: build.query<SourcesListApiResponse, SourcesListApiArg>({
      query: () => ({ url: `/api/v1/sources` }),
    }),
    tracksSearch: build.query<TracksSearchApiResponse, TracksSearchApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/tracks`,
        params: {
          limit: queryArg.limit,
          q: queryArg.q,
          source: queryArg.source,
          wait: queryArg.wait,
        },
      }),
    }),
    tracksRetrieve: build.query<
      TracksRetrieveApiResponse,
      TracksRetrieveApiArg
    >({
      query: (queryArg) => ({ url: `/api/v1/tracks/${queryArg.trackId}` }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as generatedApi };
export type ClassificationsListApiResponse =
  /** status 200  */ ClassificationPage;
export type ClassificationsListApiArg = {
  /** From `next` or `previous`. */
  cursor?: string;
  /** 1 to 100, 20 when not given. */
  limit?: number;
  /** Words or their parts: of title, artist, album, file name or genre, whatever their accents and case. Where nothing has them, misspelt ones are forgiven. */
  q?: string;
};
export type ClassificationsCreateApiResponse =
  | /** status 201  */ Classification
  | /** status 202 Under way. */ Classification;
export type ClassificationsCreateApiArg = {
  /** Any text of your own, at most 255 characters. Sent again with the same request, it gives the same answer. */
  "Idempotency-Key"?: string;
  /** `respond-async` answers 202 at once; GET the Location until `status` is done or failed. `respond-async, wait=2` answers 201 if it is done within two seconds, else 202. */
  prefer?: string;
  /** Adds the features and their windows. */
  include?: "features";
  classificationUploadRequest: ClassificationUploadRequest;
};
export type ClassificationsClearApiResponse = /** status 200  */ HistoryDeleted;
export type ClassificationsClearApiArg = void;
export type ClassificationsRetrieveApiResponse =
  /** status 200  */ Classification;
export type ClassificationsRetrieveApiArg = {
  classificationId: string;
  /** Adds the features and their windows. */
  include?: "features";
};
export type ClassificationsDeleteApiResponse = unknown;
export type ClassificationsDeleteApiArg = {
  classificationId: string;
};
export type ClassificationsAnalysisApiResponse =
  /** status 200  */ ClassificationAnalysis;
export type ClassificationsAnalysisApiArg = {
  classificationId: string;
};
export type ClassificationsCourseApiResponse =
  /** status 200  */ ClassificationCourse;
export type ClassificationsCourseApiArg = {
  classificationId: string;
};
export type ClassificationsFeedbackSetApiResponse =
  /** status 200  */ GivenFeedback;
export type ClassificationsFeedbackSetApiArg = {
  classificationId: string;
  feedbackRequestRequest: FeedbackRequestRequest;
};
export type ClassificationsFeedbackDeleteApiResponse = unknown;
export type ClassificationsFeedbackDeleteApiArg = {
  classificationId: string;
};
export type ClassificationsRestoreApiResponse =
  /** status 200  */ Classification;
export type ClassificationsRestoreApiArg = {
  classificationId: string;
};
export type ClassificationsSimilarApiResponse = /** status 200  */ SimilarList;
export type ClassificationsSimilarApiArg = {
  classificationId: string;
  limit?: number;
};
export type ClassificationsWhyApiResponse = /** status 200  */ Why;
export type ClassificationsWhyApiArg = {
  /** Of the others, the one the forests held most probable, when left out. */
  against?: string;
  classificationId: string;
  /** The winner when left out. */
  genre?: string;
};
export type ClassificationsUnclearApiResponse =
  /** status 200  */ HistoryRestored;
export type ClassificationsUnclearApiArg = {
  historyRestoreRequest: HistoryRestoreRequest;
};
export type MapRetrieveApiResponse = /** status 200  */ Map;
export type MapRetrieveApiArg = {
  /** At most so many training songs, evenly drawn. */
  anchors?: number;
  /** At most so many of your own analyses, newest first. */
  limit?: number;
};
export type ModelsListApiResponse = /** status 200  */ ModelList;
export type ModelsListApiArg = void;
export type ModelsRetrieveApiResponse = /** status 200  */ Model;
export type ModelsRetrieveApiArg = {
  name: string;
};
export type ModelsEvidenceApiResponse = /** status 200  */ Evidence;
export type ModelsEvidenceApiArg = {
  name: string;
};
export type SourcesListApiResponse = /** status 200  */ SourceList;
export type SourcesListApiArg = void;
export type TracksSearchApiResponse = /** status 200  */ TrackSearch;
export type TracksSearchApiArg = {
  limit?: number;
  /** What was typed; under 2 letters finds nothing. */
  q?: string;
  /** Ask this catalogue alone. */
  source?: string;
  /** Seconds to wait for slow catalogues. */
  wait?: number;
};
export type TracksRetrieveApiResponse = /** status 200  */ TrackDetail;
export type TracksRetrieveApiArg = {
  trackId: string;
};
export type ClassificationStatusEnum =
  "queued" | "fetching" | "extracting" | "voting" | "done" | "failed";
export type OriginEnum = "track" | "url" | "upload";
export type Track = {
  /** "source:key" */
  id: string;
  source: string;
  title: string;
  artists: string[];
  album: string | null;
  artwork_url: string | null;
  duration_ms: number | null;
  has_preview: boolean;
  external_url: string | null;
  isrc: string | null;
  /** What the catalogue or the file's tag says. */
  genre: string | null;
  /** Of the recording, where the catalogue states one. */
  licence: string | null;
  licence_url: string | null;
  /** The line its licence wants shown. */
  credit: string | null;
};
export type UsedModel = {
  name: string;
  version: string;
  forests: number;
};
export type Vote = {
  genre: string;
  votes: number;
  fraction: number;
};
export type RunnerUp = {
  genre: string;
  probability: number;
};
export type Ballot = {
  forest: number;
  genre: string;
  probability: number;
  /** Null in answers from before it was kept. */
  runner_up: RunnerUp | null;
};
export type Probability = {
  genre: string;
  probability: number;
};
export type Verdict = {
  genre: string;
  family: string;
  /** How often an answer like this one is right. */
  confidence: number;
  /** False: an honest 'not sure'. */
  certain: boolean;
  sentence: string;
  /** False: it does not sound like the music the model learnt from. Null: it cannot tell. */
  familiar: boolean | null;
  /** 0 to 1: the share of held-out music that is no more like what it learnt from. */
  familiarity: number | null;
};
export type Window = {
  start_s: number;
  /** by how much its frames are moved, s; the recipe's own windows have 0 */
  offset_s: number;
  values: number[];
};
export type Features = {
  schema: string;
  names: string[];
  values: number[];
  duration_s: number;
  sample_rate: number;
  windows: Window[];
};
export type Timings = {
  fetch: number;
  decode: number;
  extract: number;
  vote: number;
  total: number;
};
export type CodeEnum =
  | "busy"
  | "cross_site"
  | "extractor_unavailable"
  | "internal_error"
  | "method_not_allowed"
  | "not_found"
  | "preview_unavailable"
  | "rate_limited"
  | "silent_audio"
  | "source_unavailable"
  | "too_large"
  | "too_long"
  | "too_short"
  | "track_not_found"
  | "undecodable_audio"
  | "unknown_model"
  | "unsupported_media"
  | "url_not_allowed"
  | "validation_error";
export type MatchedByEnum = "isrc" | "text";
export type Alternative = {
  track: Track;
  /** 0 to 1. */
  certainty: number;
  matched_by: MatchedByEnum;
};
export type NoPreviewProblem = {
  /** Where the code is explained, relative to this server. */
  type: string;
  /** The kind of refusal, for a person. */
  title: string;
  /** The HTTP status. */
  status: number;
  /** What happened this time and what helps, in a sentence. */
  detail: string;
  /** The kind of refusal, for a program.
    
    * `busy` - busy
    * `cross_site` - cross_site
    * `extractor_unavailable` - extractor_unavailable
    * `internal_error` - internal_error
    * `method_not_allowed` - method_not_allowed
    * `not_found` - not_found
    * `preview_unavailable` - preview_unavailable
    * `rate_limited` - rate_limited
    * `silent_audio` - silent_audio
    * `source_unavailable` - source_unavailable
    * `too_large` - too_large
    * `too_long` - too_long
    * `too_short` - too_short
    * `track_not_found` - track_not_found
    * `undecodable_audio` - undecodable_audio
    * `unknown_model` - unknown_model
    * `unsupported_media` - unsupported_media
    * `url_not_allowed` - url_not_allowed
    * `validation_error` - validation_error */
  code: CodeEnum;
  /** Seconds until trying again can help; also in Retry-After. */
  retry_after?: number;
  /** What is wrong with each field. */
  errors?: {
    [key: string]: string[];
  };
  /** Also in X-Request-ID and in the log. */
  request_id?: string;
  /** With preview_unavailable. */
  alternatives?: Alternative[];
};
export type GivenFeedback = {
  /** What it is; null: not what was answered. */
  genre: string | null;
  /** Whether this answer is right by that; null: what you said does not tell. */
  correct: boolean | null;
  /** When you last said so. */
  at: string;
};
export type Classification = {
  id: string;
  status: ClassificationStatusEnum;
  created_at: string;
  finished_at: string | null;
  origin: OriginEnum;
  /** What to call the clip: artist and title, or the file's name. */
  label: string;
  track: Track | null;
  model: UsedModel;
  votes: Vote[];
  ballots: Ballot[];
  probabilities: Probability[];
  verdict: Verdict | null;
  /** With ?include=features, once they are known. */
  features?: Features;
  timings_ms: Timings;
  /** True: equal audio had been answered by this model before. */
  cached: boolean;
  error: NoPreviewProblem | null;
  /** Whether it is you who asked; only then may you say whether it is right. */
  own: boolean;
  /** What you said of this audio, if you did. */
  feedback: GivenFeedback | null;
};
export type ClassificationPage = {
  results: Classification[];
  /** The address of the next, older page. */
  next: string | null;
  previous: string | null;
};
export type Problem = {
  /** Where the code is explained, relative to this server. */
  type: string;
  /** The kind of refusal, for a person. */
  title: string;
  /** The HTTP status. */
  status: number;
  /** What happened this time and what helps, in a sentence. */
  detail: string;
  /** The kind of refusal, for a program.
    
    * `busy` - busy
    * `cross_site` - cross_site
    * `extractor_unavailable` - extractor_unavailable
    * `internal_error` - internal_error
    * `method_not_allowed` - method_not_allowed
    * `not_found` - not_found
    * `preview_unavailable` - preview_unavailable
    * `rate_limited` - rate_limited
    * `silent_audio` - silent_audio
    * `source_unavailable` - source_unavailable
    * `too_large` - too_large
    * `too_long` - too_long
    * `too_short` - too_short
    * `track_not_found` - track_not_found
    * `undecodable_audio` - undecodable_audio
    * `unknown_model` - unknown_model
    * `unsupported_media` - unsupported_media
    * `url_not_allowed` - url_not_allowed
    * `validation_error` - validation_error */
  code: CodeEnum;
  /** Seconds until trying again can help; also in Retry-After. */
  retry_after?: number;
  /** What is wrong with each field. */
  errors?: {
    [key: string]: string[];
  };
  /** Also in X-Request-ID and in the log. */
  request_id?: string;
};
export type ClassificationUploadRequest = {
  /** MP3, AAC/M4A, FLAC, WAV, Ogg, Opus, AIFF. */
  audio: Blob;
  /** The name of a model of /models. */
  model?: string;
};
export type HistoryDeleted = {
  deleted: number;
  deleted_at: string;
};
export type Heard = {
  start_s: number;
  end_s: number;
};
export type Waveform = {
  start_s: number;
  step_s: number;
  low: number[];
  high: number[];
};
export type CourseVote = {
  genre: string;
  votes: number;
};
export type CoursePart = {
  start_s: number;
  end_s: number;
  /** The winner. */
  genre: string;
  /** Most first; they add up to the number of forests. */
  votes: CourseVote[];
};
export type Course = {
  seconds: number;
  step_s: number;
  /** Empty when the model that gave this answer is no longer here to be asked. */
  parts: CoursePart[];
};
export type MelPicture = {
  start_s: number;
  step_s: number;
  rows: number;
  columns: number;
  /** Base64 of one byte for each value, column after column, the first row first. */
  data: string;
  /** The middle of each band. */
  frequencies_hz: number[];
  low_db: number;
  high_db: number;
};
export type ChromaPicture = {
  start_s: number;
  step_s: number;
  rows: number;
  columns: number;
  /** Base64 of one byte for each value, column after column, the first row first. */
  data: string;
  names: string[];
};
export type MfccPicture = {
  start_s: number;
  step_s: number;
  rows: number;
  columns: number;
  /** Base64 of one byte for each value, column after column, the first row first. */
  data: string;
  low: number;
  high: number;
};
export type ClassificationAnalysis = {
  duration_s: number;
  heard: Heard[];
  waveform: Waveform;
  course: Course;
  mel: MelPicture;
  chroma: ChromaPicture;
  mfcc: MfccPicture;
};
export type ClassificationCourse = {
  duration_s: number;
  heard: Heard[];
  waveform: Waveform;
  course: Course;
};
export type FeedbackRequestRequest = {
  /** The right genre, one of the model's genres. */
  genre?: string;
  /** true: the answer is right. false: it is wrong, and you do not say what is. */
  correct?: boolean;
};
export type MapModel = {
  name: string;
  version: string;
};
export type Similar = {
  /** Of the classification, if it is your own. */
  id: string | null;
  origin: OriginEnum;
  /** What to call it: artist and title, or your file's name. */
  label: string;
  track: Track | null;
  /** The answer it got. */
  genre: string;
  family: string;
  /** 0: the same sound. Only comparable within one model. */
  distance: number;
  /** 0 to 1: the share of the training songs on the map that are farther from it than this one. */
  closer_than: number;
};
export type SimilarList = {
  model: MapModel;
  results: Similar[];
};
export type Reading = {
  unit: string;
  times: number;
  decibels: boolean;
};
export type Group = {
  title: string;
  words: string;
};
export type Distribution = {
  levels: number[];
  genre: number[];
  against: number[];
  /** Of the songs of all genres. */
  all: number[];
};
export type Contribution = {
  feature: string;
  title: string;
  /** What it measures, for a listener. */
  words: string;
  /** Of `value`, and of `distribution`. */
  unit: string | null;
  /** Null where no unit tells a listener more than the words. */
  reading: Reading | null;
  /** To which it belongs, when it says little by itself. */
  group: Group | null;
  /** In this song: the mean over what the forests heard. */
  value: number;
  /** Its part of the probability of `genre`. */
  towards: number;
  /** Its part of the probability of `against`. */
  against: number;
  /** Null when the bundle does not hold it. */
  distribution: Distribution | null;
};
export type Why = {
  /** False: this model's answers cannot be taken apart; see `reason`. */
  available: boolean;
  reason: string | null;
  genre: string | null;
  against: string | null;
  /** How the parts were computed, in words. */
  method: string | null;
  /** The share of `genre` before anything was heard. */
  base: number | null;
  probability: number | null;
  against_base: number | null;
  against_probability: number | null;
  /** All features, largest difference first. */
  contributions: Contribution[];
};
export type HistoryRestored = {
  restored: number;
};
export type HistoryRestoreRequest = {
  /** As it came with the deletion. */
  deleted_at: string;
};
export type GenreShare = {
  genre: string;
  share: number;
};
export type Cluster = {
  cluster: number;
  /** Training songs in it. */
  songs: number;
  /** Its middle on the map, -1 to 1. */
  x: number | null;
  y: number | null;
  /** The most common ones. */
  genres: GenreShare[];
};
export type Anchor = {
  x: number;
  y: number;
  genre: string;
  cluster: number;
};
export type Placed = {
  /** Of the classification, if it is your own. */
  id: string | null;
  origin: OriginEnum;
  /** What to call it: artist and title, or your file's name. */
  label: string;
  track: Track | null;
  /** The answer it got. */
  genre: string;
  family: string;
  x: number;
  y: number;
  cluster: number;
};
export type Map = {
  model: MapModel;
  clusters: Cluster[];
  anchors: Anchor[];
  tracks: Placed[];
};
export type Family = {
  name: string;
  genres: string[];
};
export type Agreement = {
  agree: number;
  rows: number;
  right: number;
  confidence: number;
};
export type Certainty = {
  confidence_from: number;
  /** Share of the rows that got a certain answer. */
  coverage: number;
  /** Share of those that were right. */
  accuracy: number;
};
export type Score = {
  /** e.g. accuracy, balanced_accuracy, macro_f1, top5_accuracy */
  name: string;
  value: number;
  low: number | null;
  high: number | null;
  /** The published recipe in the same run. */
  baseline: number | null;
};
export type GenreScore = {
  genre: string;
  precision: number | null;
  recall: number | null;
  rows: number | null;
};
export type Model = {
  name: string;
  version: string;
  /** Used when none is named. */
  default: boolean;
  /** Who votes: forests, network (small networks) or hybrid (both). */
  family: string;
  forests: number;
  /** In label order. */
  genres: string[];
  families: Family[];
  /** In the model's order; empty where they are the points of a picture. */
  features: string[];
  /** How many values the model takes. */
  feature_count: number;
  feature_schema: string;
  agreement: Agreement[];
  certainty: Certainty;
  /** Whether it holds a map of its training songs. */
  has_map: boolean;
  /** How the scores were measured. */
  protocol: string | null;
  scores: Score[];
  genre_scores: GenreScore[];
  /** Training data, seeds, versions: as in the bundle's manifest. */
  provenance: {
    [key: string]: any;
  };
  /** Why a newer bundle of this name is not used; this one goes on answering. */
  trouble: string | null;
};
export type ModelList = {
  results: Model[];
};
export type Baseline = {
  accuracy: number;
};
export type Confusion = {
  /** Rows of each genre (first index) that were called each genre (second), in the order of genres. */
  counts: number[][];
};
export type Confused = {
  genre: string;
  taken_for: string;
  rows: number;
  /** Of the genre's rows. */
  share: number;
};
export type Roc = {
  genre: string;
  /** Under the whole curve; 0.5 is chance, 1 is perfect. */
  area: number;
  false_positive: number[];
  true_positive: number[];
};
export type CalibrationBin = {
  from: number;
  to: number;
  mean_probability: number;
  share_right: number;
  rows: number;
};
export type Growth = {
  forests: number;
  accuracy: number;
};
export type Evidence = {
  name: string;
  version: string;
  /** In label order. */
  genres: string[];
  protocol: string | null;
  baseline: Baseline | null;
  agreement: Agreement[];
  confusion: Confusion | null;
  confusions: Confused[] | null;
  roc: Roc[] | null;
  calibration: CalibrationBin[] | null;
  growth: Growth[] | null;
};
export type SourceStatusEnum = "ok" | "unavailable" | "rate_limited";
export type Source = {
  id: string;
  name: string;
  status: SourceStatusEnum;
  /** Seconds until asking it again can help. */
  retry_after: number | null;
  /** What to know just now, e.g. that it is being indexed. */
  note: string | null;
  attribution: string;
  terms_url: string | null;
  /** What must be shown beside its songs. */
  notice: string | null;
};
export type SourceList = {
  results: Source[];
};
export type FoundIn = {
  source: string;
  /** The track there, "source:key". */
  id: string;
  has_preview: boolean;
  external_url: string | null;
};
export type Suggestion = {
  /** "source:key" */
  id: string;
  source: string;
  title: string;
  artists: string[];
  album: string | null;
  artwork_url: string | null;
  duration_ms: number | null;
  has_preview: boolean;
  external_url: string | null;
  isrc: string | null;
  /** What the catalogue or the file's tag says. */
  genre: string | null;
  /** Of the recording, where the catalogue states one. */
  licence: string | null;
  licence_url: string | null;
  /** The line its licence wants shown. */
  credit: string | null;
  /** Where the same recording is found, its own source first. */
  sources: FoundIn[];
};
export type SourceOutcome = {
  id: string;
  status: SourceStatusEnum;
  retry_after: number | null;
  note: string | null;
  /** Still under way: ask the same again and the rest comes. */
  pending: boolean;
};
export type TrackSearch = {
  results: Suggestion[];
  sources: SourceOutcome[];
};
export type TrackDetail = {
  /** "source:key" */
  id: string;
  source: string;
  title: string;
  artists: string[];
  album: string | null;
  artwork_url: string | null;
  duration_ms: number | null;
  has_preview: boolean;
  external_url: string | null;
  isrc: string | null;
  /** What the catalogue or the file's tag says. */
  genre: string | null;
  /** Of the recording, where the catalogue states one. */
  licence: string | null;
  licence_url: string | null;
  /** The line its licence wants shown. */
  credit: string | null;
  preview_url: string | null;
  /** When there is no clip: from which track to take one. */
  alternatives: Alternative[];
};
export const {
  useClassificationsListQuery,
  useClassificationsCreateMutation,
  useClassificationsClearMutation,
  useClassificationsRetrieveQuery,
  useClassificationsDeleteMutation,
  useClassificationsAnalysisQuery,
  useClassificationsCourseQuery,
  useClassificationsFeedbackSetMutation,
  useClassificationsFeedbackDeleteMutation,
  useClassificationsRestoreMutation,
  useClassificationsSimilarQuery,
  useClassificationsWhyQuery,
  useClassificationsUnclearMutation,
  useMapRetrieveQuery,
  useModelsListQuery,
  useModelsRetrieveQuery,
  useModelsEvidenceQuery,
  useSourcesListQuery,
  useTracksSearchQuery,
  useTracksRetrieveQuery,
} = injectedRtkApi;
