"""The feature schema `paa-70/1`: sample rate, frame sizes and the 70 values in order.

Conventions
-----------
One clip gives 34 values per one-second frame; their means, their standard deviations and two rhythm values make
the 70. Names are `<short name>_mean`, `<short name>_std`, then `bpm` and `bpm_confidence`. The recipe is that of the
2017 release of pyAudioAnalysis, with which the shipped forests' training vectors were computed.

This module is the only place that says 44 100 Hz or names a feature; a vector always travels with `SCHEMA_ID`.

Two further schemas, for other families of models, are described in `audiofiler.representations`: `stats-121/1` and
`mel-64x64/1`, both at `HALF_RATE`.
"""

from typing import Final, NamedTuple

SCHEMA_ID: Final = "paa-70/1"

STATS_SCHEMA_ID: Final = "stats-121/1"
MEL_SCHEMA_ID: Final = "mel-64x64/1"

SCHEMA_IDS: Final = (SCHEMA_ID, STATS_SCHEMA_ID, MEL_SCHEMA_ID)
"""Every schema this library computes."""

SAMPLE_RATE: Final = 44_100
"""Samples per second every clip is brought to before its features are computed, Hz."""

HALF_RATE: Final = 22_050
"""Samples per second of the further schemas, Hz: what most music collections are published at."""

CLIP_SECONDS: Final = 30.0
"""Length of a clip, s. From the 31st frame on the recipe would start a second, nearly empty window."""

FRAME_SECONDS: Final = 1.0
"""Length and step of the frames behind the means and standard deviations, s."""

BEAT_FRAME_SECONDS: Final = 0.050
"""Length and step of the frames that feed the beat histogram, s."""

EPS: Final = 1e-8
"""Added wherever a logarithm or a division needs it. The 2017 release used this value, later ones a smaller."""

N_MFCC: Final = 13
N_CHROMA: Final = 12


class FeatureInfo(NamedTuple):
    """What one of the 34 frame features measures, and in which unit."""

    name: str
    unit: str
    meaning: str


FRAME_FEATURES: Final[tuple[FeatureInfo, ...]] = (
    FeatureInfo("zcr", "crossings per sample", "how often the wave changes sign: noisy or bright sound"),
    FeatureInfo("energy", "mean square, full scale 1", "loudness relative to the clip's own peak"),
    FeatureInfo("energy_entropy", "bit", "how evenly the energy spreads over ten parts of the frame"),
    FeatureInfo("spectral_centroid", "fraction of Nyquist", "centre of gravity of the spectrum: brightness"),
    FeatureInfo("spectral_spread", "fraction of Nyquist", "how far the spectrum reaches around its centre"),
    FeatureInfo("spectral_entropy", "bit", "how evenly the energy spreads over ten bands"),
    FeatureInfo("spectral_flux", "squared distance", "how much the spectrum's shape changed since the last frame"),
    FeatureInfo("spectral_rolloff", "fraction of Nyquist", "frequency below which 90 % of the energy lies"),
    *(
        FeatureInfo(f"mfcc_{i}", "log10 magnitude, DCT-II", f"mel-frequency cepstral coefficient {i}: timbre")
        for i in range(1, N_MFCC + 1)
    ),
    *(
        FeatureInfo(f"chroma_{i + 1}", "fraction of energy", f"energy in pitch class {pitch}")
        for i, pitch in enumerate(("A", "A#", "B", "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#"))
    ),
    FeatureInfo("chroma_std", "fraction of energy", "how unevenly the energy spreads over the pitch classes"),
)
"""The 34 features of a frame, in order."""

FRAME_FEATURE_NAMES: Final = tuple(feature.name for feature in FRAME_FEATURES)

FEATURE_NAMES: Final[tuple[str, ...]] = (
    *(f"{name}_mean" for name in FRAME_FEATURE_NAMES),
    *(f"{name}_std" for name in FRAME_FEATURE_NAMES),
    "bpm",
    "bpm_confidence",
)
"""The 70 values of a clip, in order. `bpm` is a model input, not a tempo: never show it to a person as one."""
