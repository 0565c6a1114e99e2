import type { Evidence, Map as Atlas } from '@/api/generated';
import { track } from './fixtures';

/** Measured on a hundred songs of each of four genres. */
export const evidence: Evidence = {
  name: 'audiofiler-26',
  version: '1.0.0',
  genres: ['Blues', 'Folk', 'Metal', 'Rock'],
  protocol: '5 grouped folds',
  agreement: [],
  confusion: { counts: [[60, 20, 0, 20], [30, 50, 0, 20], [0, 0, 70, 30], [5, 5, 10, 80]] },
  roc: [
    { genre: 'Blues', area: 0.81, false_positive: [0, 0.1, 1], true_positive: [0, 0.5, 1] },
    { genre: 'Rock', area: 0.9, false_positive: [0, 0.1, 1], true_positive: [0, 0.7, 1] },
  ],
  calibration: [
    { from: 0, to: 0.5, mean_probability: 0.4, share_right: 0.38, rows: 100 },
    { from: 0.5, to: 1, mean_probability: 0.7, share_right: 0.74, rows: 300 },
  ],
  growth: [{ forests: 1, accuracy: 0.31 }, { forests: 20, accuracy: 0.412 }],
  baseline: { accuracy: 0.361 },
  confusions: [{ genre: 'Metal', taken_for: 'Rock', rows: 30, share: 0.3 }, { genre: 'Folk', taken_for: 'Blues', rows: 30, share: 0.3 }],
};

export const songMap: Atlas = {
  model: { name: 'audiofiler-26', version: '1.0.0' },
  clusters: [
    { cluster: 0, songs: 3480, x: 0.1, y: 0.2, genres: [{ genre: 'Rock', share: 0.4 }, { genre: 'Metal', share: 0.3 }] },
    { cluster: 1, songs: 900, x: -0.5, y: -0.5, genres: [{ genre: 'Folk', share: 0.6 }] },
  ],
  anchors: [
    { x: 0.1, y: 0.2, genre: 'Rock', cluster: 0 },
    { x: 0.12, y: 0.2, genre: 'Rock', cluster: 0 },
    { x: 0.3, y: 0.2, genre: 'Metal', cluster: 0 },
    { x: -0.5, y: -0.5, genre: 'Folk', cluster: 1 },
  ],
  tracks: [
    { id: 'abc', origin: 'track', label: 'The Needles - Spruce Song', track: track(), genre: 'Rock', family: 'Rock & Metal', x: 0.2, y: 0.1, cluster: 0 },
    { id: null, origin: 'track', label: 'Somebody else’s', track: null, genre: 'Folk', family: 'Roots', x: -0.4, y: -0.4, cluster: 1 },
  ],
};
