"""AudioFiler: a song goes in, its genre comes out, with the evidence.

`extract` turns audio into 70 features, an `Ensemble` turns features into the votes of 20 forests:

>>> from audiofiler import Ensemble, extract
>>> clip = extract("song.mp3")  # doctest: +SKIP
>>> forests = Ensemble.load()  # doctest: +SKIP
>>> forests.votes(clip.matrix(forests.features))  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audiofiler.ensemble import Ensemble
    from audiofiler.extraction import FeatureVector, Limits, Window, extract

__all__ = ["Ensemble", "FeatureVector", "Limits", "Window", "extract"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Imported on first use: whoever only scores vectors need not load a decoder, and the other way round.
    if name == "Ensemble":
        from audiofiler.ensemble import Ensemble  # noqa: PLC0415

        return Ensemble
    if name in __all__:
        from audiofiler import extraction as module  # noqa: PLC0415

        return getattr(module, name)
    raise AttributeError(f"module 'audiofiler' has no attribute {name!r}")
