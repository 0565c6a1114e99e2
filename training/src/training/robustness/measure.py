"""How steady answers are: the same clips, changed as real clips are, answered again.

What it measures, for each change: the votes that stay (forests whose own vote is as it was for the unchanged clip), the
overlap of the counts (votes that a reader of the tally would not miss), and the share of clips whose winner stays.
Conventions: means over clips, with percentile bootstrap intervals over clips. A change is counted on the clips it
changes at all: a 22 kHz source only on clips above that, mono only on stereo.
What it gives: `measure`, plain numbers for JSON, a table and the report page.

The aim is on each counted change alone: votes that stay on average at least 17 of 20, winner kept by 90 % of clips.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiofiler import FeatureVector, extract
from audiofiler.errors import AudioFilerError
from training.cache import Cache, code_hash
from training.datasets import DataError
from training.hearing import Answers, Voter, hear
from training.params import Evaluation
from training.robustness.changes import CHANGES, UNCHANGED, files, read

KIND = "audiofiler-robustness/1"

VOTES_AIM = 17 / 20
"""Share of the votes that should stay on average."""

TOP_AIM = 0.9
"""Share of the clips whose winner should stay."""

Floats = NDArray[np.float64]
Heard = dict[str, FeatureVector]
"""The vectors of one clip by change."""

OnClip = Callable[[Path, bool], None]
"""Called after each clip with whether it was kept from before."""


def hear_all(
    clips: Sequence[Path], cache: Cache, schema: str, on_clip: OnClip = lambda _path, _cached: None
) -> tuple[dict[Path, Heard], dict[str, str]]:
    """Hear every clip unchanged and under every change that applies to it; what is kept is not heard again.

    Returns
    -------
    dict
        The vectors of each clip.
    dict
        The refusal code of each clip that is left out, by file name.

    Raises
    ------
    DataError
        No clip can be heard.
    """
    heard: dict[Path, Heard] = {}
    refused: dict[str, str] = {}
    for path in clips:
        try:
            heard[path], cached = _hear_one(path.read_bytes(), cache, schema)
        except (AudioFilerError, OSError) as error:
            refused[path.name], cached = getattr(error, "code", "unreadable"), False
        on_clip(path, cached)
    if not heard:
        raise DataError("no clip can be heard")
    return heard, refused


def measure(
    heard: Mapping[str, Mapping[Path, Heard]], voters: Mapping[str, Voter], settings: Evaluation
) -> dict[str, Any]:
    """Ask voters about all clips and changes, and count what stays.

    Parameters
    ----------
    heard : dict
        By schema, the vectors of each clip, from `hear_all`; the same clips for each schema.
    voters : dict
        Bundle first, then perhaps a baseline, by name.
    settings : Evaluation
        Resamples, their seed, and the level of the intervals.
    """
    clips = next(iter(heard.values()))
    rows = [(clip, name) for clip, by_name in enumerate(clips.values()) for name in by_name]
    found = {}
    for name, voter in voters.items():
        vectors = [heard[voter.schema][path][change] for path, by_name in clips.items() for change in by_name]
        found[name] = _of_one(voter.answers(vectors), rows, settings)
    return {
        "kind": KIND,
        "name": next(iter(voters)),
        "clips": len(clips),
        "aim": {"votes": VOTES_AIM, "top": TOP_AIM},
        "protocol": (
            f"{len(clips)} real clips, their first 30 s, changed and encoded again, decoded by the product's own "
            "decoder and answered as the product answers. Votes that stay: forests whose own vote is that for the "
            f"unchanged clip. Intervals: {settings.level:.0%} bootstrap over clips, {settings.resamples} resamples."
        ),
        "voters": found,
    }


def _hear_one(data: bytes, cache: Cache, schema: str) -> tuple[Heard, bool]:
    sha256 = hashlib.sha256(data).hexdigest()
    sound = read(data)
    names = [UNCHANGED, *(change.name for change in CHANGES if change.applies(sound))]
    parts = [*names, code_hash("training/robustness/changes.py", "audiofiler/testing.py")]
    vectors, cached = hear(
        cache, sha256, parts, lambda: [extract(file, schema=schema) for file in files(sound).values()], schema
    )
    return dict(zip(names, vectors, strict=True)), cached


def _of_one(answers: Answers, rows: list[tuple[int, str]], settings: Evaluation) -> dict[str, Any]:
    counts, size = answers.counts(), answers.votes.shape[1]
    at = {row: k for k, row in enumerate(rows)}
    changes = []
    for change in CHANGES:
        pairs = [(at[clip, UNCHANGED], k) for (clip, name), k in at.items() if name == change.name]
        if not pairs:
            continue
        before, after = np.array(pairs).T
        stay = (answers.votes[before] == answers.votes[after]).sum(axis=1)
        overlap = np.minimum(counts[before], counts[after]).sum(axis=1)
        top = answers.winner[before] == answers.winner[after]
        entry: dict[str, Any] = {
            "change": change.name,
            "counted": change.counted,
            "clips": len(pairs),
            "votes": interval(stay.astype(np.float64), settings),
            "overlap": interval(overlap.astype(np.float64), settings),
            "top": interval(top.astype(np.float64), settings),
        }
        entry["met"] = entry["votes"]["value"] >= VOTES_AIM * size and entry["top"]["value"] >= TOP_AIM
        changes.append(entry)
    counted = [entry for entry in changes if entry["counted"]]
    return {"voters": size, "changes": changes, "met": all(entry["met"] for entry in counted)}


def interval(values: Floats, settings: Evaluation) -> dict[str, float]:
    """Return the mean of one value a clip and its percentile bootstrap interval."""
    rng = np.random.default_rng(settings.seed)
    drawn = values[rng.integers(len(values), size=(settings.resamples, len(values)))].mean(axis=1)
    tail = (1 - settings.level) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return {"value": round(float(values.mean()), 4), "low": round(float(low), 4), "high": round(float(high), 4)}
