"""Where clips stand among songs: coordinates on the map of a model, computed once for each clip and process."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble import SongMap
from backend.analysis import scoring
from backend.analysis.models import Clip
from backend.common.problems import ProblemError

MOST_KEPT = 50_000  # clips; some 20 MB
KEPT: dict[tuple[str, int], NDArray[np.float64]] = {}


@dataclass(frozen=True)
class Space:
    """The map that all clips are placed on, and the model it belongs to."""

    model: scoring.Model
    songs: SongMap

    def coordinates(self, clips: list[int]) -> NDArray[np.float64]:
        """Coordinates of clips, one row each; what a clip sounds like never changes, so they are kept."""
        digest = self.model.digest
        found = {clip: KEPT[digest, clip] for clip in clips if (digest, clip) in KEPT}
        missing = [clip for clip in clips if clip not in found]
        if missing:
            found |= self._computed(missing)
        return np.stack([found[clip] for clip in clips]) if clips else np.empty((0, 0))

    def _computed(self, clips: list[int]) -> dict[int, NDArray[np.float64]]:
        wanted = self.model.forests.features
        rows = [
            (key, [values[names.index(name)] for name in wanted])
            for key, names, values in Clip.objects.filter(pk__in=clips).values_list("pk", "names", "values")
        ]
        placed = self.songs.coordinates(np.array([values for _, values in rows], dtype=np.float64))
        computed = {key: place for (key, _), place in zip(rows, placed, strict=True)}
        if len(KEPT) + len(computed) > MOST_KEPT:
            KEPT.clear()
        KEPT.update({(self.model.digest, key): place for key, place in computed.items()})
        return computed


def space_get() -> Space:
    """The map of the default model, else of another that has one. Raises ProblemError(not_found)."""
    default = scoring.model_get()
    for model in (default, *scoring.models_here()):
        if (songs := model.forests.map) is not None:
            return Space(model=model, songs=songs)
    raise ProblemError("not_found", "No model here has a map of songs.")
