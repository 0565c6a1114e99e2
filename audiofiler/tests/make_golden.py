"""Print `golden/paa-70-1.json` again from the oracle: python audiofiler/tests/make_golden.py > FILE."""

import json

import numpy as np

from audiofiler.testing import music
from training.oracle import clip_features

ABOUT = (
    "The 70 values of synthesised clips (audiofiler.testing.music, int16), computed by pyAudioAnalysis 0.3.14 with the "
    "three differences from its 2017 release put back (training.oracle). Tolerance: largest relative difference."
)

if __name__ == "__main__":
    clips = [
        {
            "seed": seed,
            "seconds": seconds,
            "sample_rate": rate,
            "values": clip_features(np.rint(music(seconds, rate, seed) * 32767).astype(np.int16), rate).tolist(),
        }
        for seed, seconds, rate in ((1, 30.0, 44_100), (2, 7.5, 44_100), (3, 5.0, 22_050))
    ]
    print(json.dumps({"about": ABOUT, "tolerance": 1e-9, "clips": clips}, indent=1))
