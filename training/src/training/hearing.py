"""What the product hears in a file, kept, and what voters say of it.

`hear` runs the library's own `extract` (decoder, windows, features) and keeps what it gave in the work folder, so that
clips are heard once however many bundles are asked. A bundle answers through `audiofiler.verdict`, exactly as it
answers people; a recipe trained here answers on the vector it was made for.
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import av
import numpy as np
from numpy.typing import NDArray

import audiofiler
from audiofiler import FeatureVector
from audiofiler.ensemble import Ensemble
from audiofiler.extraction import Window
from audiofiler.representations import REPRESENTATIONS
from audiofiler.schema import FEATURE_NAMES, SCHEMA_ID
from audiofiler.verdict import classify
from training.cache import Arrays, Cache, code_hash
from training.datasets import Table
from training.recipes.base import OnStep, Recipe


@dataclass(frozen=True)
class Answers:
    """What voters say of some clips.

    Attributes
    ----------
    votes : (n, voters) int64
        Genre each of them votes for.
    winner : (n,) int64
        The answer.
    probabilities : (n, n_genres) float64
        Of the genres; they break ties.
    genres : tuple of str
        Their names.
    """

    votes: NDArray[np.int64]
    winner: NDArray[np.int64]
    probabilities: NDArray[np.float64]
    genres: tuple[str, ...]

    def counts(self) -> NDArray[np.int64]:
        """Return the votes of each genre, (n, n_genres)."""
        counts = np.zeros(self.probabilities.shape, dtype=np.int64)
        np.add.at(counts, (np.arange(len(counts))[:, None], self.votes), 1)
        return counts


class Voter(NamedTuple):
    """Who answers on clips, and the schema of the features these have to have."""

    schema: str
    answers: Callable[[Sequence[FeatureVector]], Answers]


def hear(
    cache: Cache, clip: str, parts: Sequence[str], make: Callable[[], list[FeatureVector]], schema: str = SCHEMA_ID
) -> tuple[list[FeatureVector], bool]:
    """Return the vectors of the parts of a clip, and whether they were kept from before; else make and keep them.

    Parameters
    ----------
    cache : Cache
        Where they are kept.
    clip : str
        The sha256 of its bytes, hexadecimal.
    parts : sequence of str
        What is heard of it; with schema, code and versions this has to say all that decides the vectors.
    make : callable
        Gives one vector for each part.
    schema : str
        Of the vectors.
    """
    what = {"heard": clip, "parts": list(parts), "schema": schema, "code": code_hash(*_hearing()), "av": av.__version__}
    arrays, cached = cache.get(what, lambda: _packed(make()))
    return _unpacked(arrays, schema), cached


def bundle(forests: Ensemble) -> Voter:
    """Return the voter that a bundle is."""
    number = {genre: k for k, genre in enumerate(forests.genres)}

    def answers(clips: Sequence[FeatureVector]) -> Answers:
        said = [classify(forests, clip) for clip in clips]
        probabilities = np.zeros((len(said), len(number)))
        for row, one in enumerate(said):
            for entry in one.probabilities:
                probabilities[row, number[entry.genre]] = entry.probability
        votes = np.array([[number[ballot.genre] for ballot in one.ballots] for one in said], dtype=np.int64)
        winner = np.array([number[one.verdict.genre] for one in said], dtype=np.int64)
        return Answers(votes, winner, probabilities, forests.genres)

    return Voter(forests.schema, answers)


def recipe(trained: Recipe, table: Table, cache: Cache, on_step: OnStep) -> Voter:
    """Return the voter that a recipe is after training on all rows of a table; what is kept is not trained again."""

    def answers(clips: Sequence[FeatureVector]) -> Answers:
        columns = [FEATURE_NAMES.index(name) for name in table.features]
        X = np.stack([clip.values[columns] for clip in clips]).astype(np.float32)
        scored = trained.score(table, X, cache, on_step)
        return Answers(scored.votes.astype(np.int64), scored.shares().argmax(axis=1), scored.mean, table.genres)

    return Voter(SCHEMA_ID, answers)


def _hearing() -> list[str]:
    """Name the source files that decide what is heard."""
    root = Path(str(audiofiler.__file__)).parent
    files = [file for folder in ("features", "representations") for file in (root / folder).glob("*.py")]
    files += [root / f"{name}.py" for name in ("audio", "containers", "extraction", "schema")]
    return sorted(f"audiofiler/{file.relative_to(root).as_posix()}" for file in files)


_KEPT = tuple(field.name for field in dataclasses.fields(Window) if field.compare)
"""Of a window; its frames are there only just after it was heard."""


def _packed(vectors: Sequence[FeatureVector]) -> Arrays:
    arrays: Arrays = {}
    for k, vector in enumerate(vectors):
        arrays[f"{k}.values"] = _small(vector.values)
        arrays[f"{k}.sound"] = np.array([vector.duration_s, vector.sample_rate])
        for name in _KEPT:
            arrays[f"{k}.windows.{name}"] = _small(np.stack([getattr(window, name) for window in vector.windows]))
    return arrays


def _small(values: NDArray[Any]) -> NDArray[Any]:
    """Return the same numbers in as few bytes as hold them: pictures are whole numbers below 256."""
    for kind in (np.uint8, np.float32):
        if values.min() >= 0 or kind is np.float32:
            small = values.astype(kind)
            if np.array_equal(small, values):
                return small
    return values


def _unpacked(arrays: Arrays, schema: str) -> list[FeatureVector]:
    names = FEATURE_NAMES if schema == SCHEMA_ID else REPRESENTATIONS[schema].names
    vectors = []
    for k in range(sum(name.endswith(".sound") for name in arrays)):
        columns: list[NDArray[Any]] = [arrays[f"{k}.windows.{name}"].astype(np.float64) for name in _KEPT]
        rows = zip(*(column if column.ndim > 1 else column.tolist() for column in columns), strict=True)
        windows = tuple(Window(**dict(zip(_KEPT, row, strict=True))) for row in rows)
        seconds, rate = arrays[f"{k}.sound"]
        vectors.append(
            FeatureVector(
                values=arrays[f"{k}.values"].astype(np.float64),
                windows=windows,
                duration_s=float(seconds),
                sample_rate=int(rate),
                audio_sha256="",
                timings_ms={},
                names=names,
                schema=schema,
            )
        )
    return vectors
