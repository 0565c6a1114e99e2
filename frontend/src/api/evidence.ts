/** What was measured of a model on songs it had not learnt from. A bundle may lack any part of it. */
import { baseApi } from './baseApi';

export interface Roc {
  genre: string;
  area: number;
  false_positive: number[];
  true_positive: number[];
}

export interface CalibrationBin {
  from: number;
  to: number;
  mean_probability: number;
  share_right: number;
  rows: number;
}

export interface Taken {
  genre: string;
  taken_for: string;
  rows: number;
  share: number;
}

export interface Evidence {
  name: string;
  version: string;
  genres: string[];
  protocol: string;
  /** Rows are the genres songs have, columns what was heard. */
  confusion: { counts: number[][] } | null;
  roc: Roc[] | null;
  calibration: CalibrationBin[] | null;
  growth: { forests: number; accuracy: number }[] | null;
  baseline: { accuracy: number } | null;
  /** The most frequent mistakes, most first. */
  confusions: Taken[] | null;
}

const evidenceApi = baseApi.injectEndpoints({
  endpoints: (build) => ({
    evidence: build.query<Evidence, { name: string }>({
      query: ({ name }) => `/api/v1/models/${encodeURIComponent(name)}/evidence`,
      keepUnusedDataFor: 3600,
    }),
  }),
});

export const { useEvidenceQuery } = evidenceApi;
