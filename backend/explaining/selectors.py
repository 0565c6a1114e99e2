"""Reading: why a classification came out as it did."""

from typing import Any

import numpy as np
from rest_framework.exceptions import ValidationError

from audiofiler import FeatureVector
from audiofiler.ensemble.why import METHOD
from audiofiler.verdict import classify
from backend.analysis import scoring, store
from backend.analysis.models import Answer
from backend.analysis.selectors import classification_get
from backend.common.problems import ProblemError
from backend.explaining.drawing import contributions_data, exact

NOTHING: dict[str, Any] = {
    "available": False, "genre": None, "against": None, "method": None, "base": None, "probability": None,
    "against_base": None, "against_probability": None, "contributions": [],
}  # fmt: skip
REPLACED = "The model has been replaced since by one that votes differently. Have the song classified again to see why."
NO_TREES = {
    "network": "This model is made of small networks, in which a vote takes no path that could be followed. Only "
    "forests can say why.",
    "hybrid": "In this model every forest votes together with a network. What the forests alone can say would not add "
    "up to what both voted.",
    "convolution": "This model looks at pictures of the sound and knows no single features that could be named.",
}


def why_get(*, classification_id: str, genre: str | None = None, against: str | None = None) -> dict[str, Any]:
    """What spoke for a genre and against another. Raises ProblemError(not_found) or ValidationError."""
    answer = classification_get(classification_id=classification_id).answer
    if answer is None:
        raise ProblemError("not_found", "This classification has no answer yet, so there is nothing to explain.")
    known = [row["genre"] for row in answer.result["probabilities"]]
    for name, asked in (("genre", genre), ("against", against)):
        if asked is not None and asked not in known:
            raise ValidationError({name: [f"The model knows no such genre. It knows {', '.join(sorted(known))}."]})
    clip = store.clip_vector(answer.clip)
    try:
        model = scoring.model_get(answer.model_name)
    except ProblemError:
        return NOTHING | {"reason": REPLACED}
    if model.forests.family != "forests":
        return NOTHING | {"reason": NO_TREES[model.forests.family]}
    if model.digest != answer.model_digest and not _votes_as_then(model, answer, clip):
        return NOTHING | {"reason": REPLACED}
    return _why(model, clip, genre=genre or answer.result["verdict"]["genre"], against=against)


def _why(model: scoring.Model, clip: FeatureVector, *, genre: str, against: str | None) -> dict[str, Any]:
    forests = model.forests
    windows = clip.matrix(forests.features)
    pair = (genre, against or _runner_up(model, windows, beside=genre))
    if pair[0] == pair[1]:
        raise ValidationError({"against": ["It is the same genre; compare it with another one."]})
    why = forests.why(windows, pair)
    assert why is not None  # noqa: S101 - the family was looked at before
    base, probability = why.base.tolist(), why.probability.tolist()
    return {
        "available": True,
        "reason": None,
        "genre": pair[0],
        "against": pair[1],
        "method": METHOD,
        "base": exact(base[0]),
        "probability": exact(probability[0]),
        "against_base": exact(base[1]),
        "against_probability": exact(probability[1]),
        "contributions": contributions_data(forests, values=windows.mean(axis=0), parts=why.parts, pair=pair),
    }


def _runner_up(model: scoring.Model, windows: np.ndarray[Any, np.dtype[np.float64]], *, beside: str) -> str:
    mean, genres = model.forests.song(windows).mean(axis=0), model.forests.genres
    mean[genres.index(beside)] = -1
    return genres[int(mean.argmax())]


def _votes_as_then(model: scoring.Model, answer: Answer, clip: FeatureVector) -> bool:
    """Whether another bundle of that name fills the ballots as the one that answered: only then it can say why."""
    if model.forests.schema != clip.schema:
        return False
    then, now = answer.result["ballots"], classify(model.forests, clip).as_dict()["ballots"]
    return [one["genre"] for one in then] == [one["genre"] for one in now] and np.allclose(
        [one["probability"] for one in then], [one["probability"] for one in now], rtol=0, atol=1e-6
    )
