"""How well genres learnt from one collection are told in another.

What it measures: the recall of each genre of the other collection, and their mean, when the answers of a bundle (26
genres) are mapped onto its genres; the published recipe beside it.
Conventions: a clip goes through the product's decoder and is answered as the product answers. The votes of the genres
that stand for one of the collection's are added, the others are left out; most votes win, ties go to the higher sum of
probabilities. Intervals draw clips with replacement within each genre; the clips of one group stay together.
What it gives: `genres_of`, read from the table in `transfer.toml`, and `measure`.
"""

import hashlib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiofiler import FeatureVector, extract
from audiofiler.errors import AudioFilerError
from training.cache import Cache
from training.datasets import DataError, Dataset
from training.datasets.index import Clip, folded
from training.hearing import Answers, Voter, hear
from training.params import Evaluation

KIND = "audiofiler-transfer/1"

TABLE = Path(__file__).resolve().parents[2] / "transfer.toml"

OnClip = Callable[[Path, bool], None]
"""Called after each clip with whether it was kept from before."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Genres:
    """What stands for each genre of a collection.

    Attributes
    ----------
    stand_for : mapping
        Genres of the bundle by genre of the collection; never none.
    aim : float or None
        Mean recall aimed at.
    """

    stand_for: Mapping[str, tuple[str, ...]]
    aim: float | None = None


def genres_of(name: str, theirs: Sequence[str], ours: Sequence[str], table: Path = TABLE) -> Genres:
    """Return which of our genres stand for theirs.

    Parameters
    ----------
    name : str
        Of the data set.
    theirs, ours : sequence of str
        Genres of the data set, and of the bundle.
    table : Path
        The editable table.

    Raises
    ------
    DataError
        The table cannot be read, names a genre there is not, or leaves fewer than two genres.
    """
    section = _section(name, table)
    if section is None:
        known = {folded(genre): genre for genre in ours}
        found = {genre: (known[folded(genre)],) for genre in theirs if folded(genre) in known}
        return _enough(Genres(found), name)
    stand_for = {folded(genre): tuple(stands) for genre, stands in section["genres"].items()}
    if missing := [genre for genre in theirs if folded(genre) not in stand_for]:
        raise DataError(f"{table} does not say what stands for {missing[0]!r} of {name}")
    if unknown := sorted({genre for stands in stand_for.values() for genre in stands} - set(ours)):
        raise DataError(f"{table} names {unknown[0]!r}, which the bundle does not know")
    kept = {genre: stand_for[folded(genre)] for genre in theirs if stand_for[folded(genre)]}
    return _enough(Genres(kept, section.get("aim")), name)


def hear_all(
    clips: Sequence[Clip], cache: Cache, schema: str, on_clip: OnClip = lambda _path, _cached: None
) -> tuple[list[tuple[Clip, FeatureVector]], dict[str, str]]:
    """Hear every clip; what is kept is not heard again.

    Returns
    -------
    list
        Clips with what was heard.
    dict
        The refusal code of each clip that is left out, by file name.
    """
    heard, refused = [], {}
    for clip in clips:
        try:
            vector, cached = _hear_one(clip.path.read_bytes(), cache, schema)
            heard.append((clip, vector))
        except (AudioFilerError, OSError) as error:
            refused[clip.path.name], cached = getattr(error, "code", "unreadable"), False
        on_clip(clip.path, cached)
    return heard, refused


def measure(
    dataset: Dataset,
    heard: Mapping[str, Sequence[tuple[Clip, FeatureVector]]],
    genres: Genres,
    voters: Mapping[str, Voter],
    settings: Evaluation,
) -> dict[str, Any]:
    """Ask voters about all clips and score what they say in the collection's own genres.

    Parameters
    ----------
    dataset : Dataset
        The collection.
    heard : dict
        By schema, clips with what was heard, from `hear_all`; the same clips for each schema.
    genres : Genres
        From `genres_of`.
    voters : dict
        Bundle first, then perhaps a baseline, by name.
    settings : Evaluation
        Resamples, their seed, and the level of the intervals.

    Raises
    ------
    DataError
        A genre has no clip that can be heard.
    """
    names = list(genres.stand_for)
    kept = [k for k, (clip, _) in enumerate(next(iter(heard.values()))) if clip.genre in genres.stand_for]
    clips = [next(iter(heard.values()))[k][0] for k in kept]
    truth = np.array([names.index(clip.genre) for clip in clips], dtype=np.int64)
    if empty := [name for k, name in enumerate(names) if not (truth == k).any()]:
        raise DataError(f"no clip of {empty[0]!r} can be heard")
    draws = _draws([clip.group for clip in clips], truth, settings)
    winners = {
        name: mapped(voter.answers([heard[voter.schema][k][1] for k in kept]), genres) for name, voter in voters.items()
    }
    return {
        "kind": KIND,
        "name": next(iter(voters)),
        "dataset": {"name": dataset.name, "citation": dataset.citation, "licence": dataset.licence},
        "clips": len(kept),
        "genres": names,
        "mapping": {name: list(stands) for name, stands in genres.stand_for.items()},
        "aim": genres.aim,
        "protocol": _protocol(len(kept), dataset.name, settings),
        "voters": {name: _of_one(truth, winner, names, draws, settings) for name, winner in winners.items()},
        "difference": _difference(truth, list(winners.values()), draws, settings),
    }


def mapped(answers: Answers, genres: Genres) -> Ints:
    """Return the winner of each clip among the collection's genres, (n,)."""
    number = {genre: k for k, genre in enumerate(answers.genres)}
    columns = [[number[genre] for genre in stands] for stands in genres.stand_for.values()]
    counts = answers.counts()
    votes: Floats = np.stack([counts[:, each].sum(axis=1) for each in columns], axis=1).astype(np.float64)
    sums: Floats = np.stack([answers.probabilities[:, each].sum(axis=1) for each in columns], axis=1)
    # Sums of probabilities stay below a whole vote, up to rounding: they decide between equal counts alone.
    winner: Ints = (votes + 0.999 * sums).argmax(axis=1)
    return winner


def recalls(truth: Ints, winner: Ints, n_genres: int, weight: Floats | None = None) -> Floats:
    """Return the recall of each genre, (n_genres,)."""
    w = np.ones(len(truth)) if weight is None else weight
    found: Floats = np.bincount(truth, w * (truth == winner), n_genres) / np.bincount(truth, w, n_genres)
    return found


def _hear_one(data: bytes, cache: Cache, schema: str) -> tuple[FeatureVector, bool]:
    sha256 = hashlib.sha256(data).hexdigest()
    vectors, cached = hear(cache, sha256, ["file"], lambda: [extract(data, schema=schema)], schema)
    return vectors[0], cached


def _section(name: str, table: Path) -> dict[str, Any] | None:
    try:
        sections = tomllib.loads(table.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{table} cannot be read: {error}") from error
    found = [key for key in sections if name.casefold().startswith(key.casefold())]
    if not found:
        return None
    section: dict[str, Any] = sections[max(found, key=len)]
    listed = section.get("genres")
    if not isinstance(listed, dict) or not all(isinstance(stands, list) for stands in listed.values()):
        raise DataError(f"{table}: [{found[0]}] should have a table `genres` of lists")
    return section


def _enough(genres: Genres, name: str) -> Genres:
    if len(genres.stand_for) < 2:
        raise DataError(f"fewer than two genres of {name} have one of the bundle's that stands for them")
    return genres


def _protocol(clips: int, name: str, settings: Evaluation) -> str:
    return (
        f"{clips} clips of {name}, decoded by the product's own decoder and answered as the product answers. Which "
        "genres stand for which was fixed beforehand, by their names alone. Votes of the genres that stand for one are "
        "added, all others left out; ties go to the higher sum of probabilities. Nothing was trained on these clips. "
        f"Intervals: {settings.level:.0%} bootstrap over clips within each genre, {settings.resamples} resamples."
    )


def _draws(groups: Sequence[str], truth: Ints, settings: Evaluation) -> list[Floats]:
    """Return how often each clip is drawn in each resample, (resamples) of (n,)."""
    rng = np.random.default_rng(settings.seed)
    group = np.unique(groups, return_inverse=True)[1].reshape(-1)
    draws = []
    for _ in range(settings.resamples):
        weight = np.zeros(len(truth))
        for genre in np.unique(truth):
            here = np.flatnonzero(truth == genre)
            keys, of = np.unique(group[here], return_inverse=True)
            weight[here] = np.bincount(rng.integers(len(keys), size=len(keys)), minlength=len(keys))[of.reshape(-1)]
        draws.append(weight)
    return draws


def _of_one(truth: Ints, winner: Ints, names: list[str], draws: list[Floats], settings: Evaluation) -> dict[str, Any]:
    n = len(names)
    each = recalls(truth, winner, n)
    drawn = np.array([recalls(truth, winner, n, weight) for weight in draws])
    confusion = np.bincount(truth * n + winner, minlength=n * n).reshape(n, n)
    return {
        "recall": _interval(float(each.mean()), drawn.mean(axis=1), settings),
        "genres": {
            name: {"clips": int((truth == k).sum()), **_interval(float(each[k]), drawn[:, k], settings)}
            for k, name in enumerate(names)
        },
        "confusion": confusion.tolist(),
    }


def _difference(truth: Ints, winners: list[Ints], draws: list[Floats], settings: Evaluation) -> dict[str, float] | None:
    """Return the mean recall of the first less that of the second, both on the same draws."""
    if len(winners) < 2:
        return None
    n = int(truth.max()) + 1
    first, second = winners[:2]
    drawn = [(recalls(truth, first, n, w) - recalls(truth, second, n, w)).mean() for w in draws]
    value = float((recalls(truth, first, n) - recalls(truth, second, n)).mean())
    return _interval(value, np.array(drawn), settings)


def _interval(value: float, drawn: Floats, settings: Evaluation) -> dict[str, float]:
    tail = (1 - settings.level) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return {"value": round(value, 4), "low": round(float(low), 4), "high": round(float(high), 4)}
