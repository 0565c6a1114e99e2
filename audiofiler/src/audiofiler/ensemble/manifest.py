"""The manifest of a bundle: what a model is, where it comes from, how good it is, and which files hold it.

What it checks: that a `manifest.json` is one of this library's, of a FORMAT it can read, with every key it should have
and none it does not know, and that its parts agree with one another.

Conventions: JSON in UTF-8, sorted keys, no timestamp and no machine name, so that the same training gives the same
bytes. Descriptions for people (`recipe`, `training`, `scores`, `versions`) are free inside; all else is strict.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from audiofiler.ensemble.calibration import Calibration
from audiofiler.ensemble.layout import FAMILIES, MAX_LAYERS
from audiofiler.errors import BundleCorrupt, BundleForeign, BundleNotFound, BundleTooNew, SchemaMismatch
from audiofiler.schema import SCHEMA_IDS

FORMAT: Final = 3
"""The bundle format this library writes, and the newest it reads."""

KIND: Final = "audiofiler-bundle"
MANIFEST: Final = "manifest.json"

_FREE: Final = frozenset({"recipe", "training", "scores", "versions"})
_KEYS: Final = _FREE | {
    *("kind", "format", "name", "version", "schema", "files"),
    *("features", "genres", "families", "forests", "agreement", "calibration"),
    *("family", "settings"),
}
_OPTIONAL: Final = frozenset({"rules"})
_SINCE_2: Final = {"family": "forests", "settings": {}}
"""What a manifest of FORMAT 1 means without saying it."""
_MAX_BYTES: Final = 1 << 20


class FileEntry(NamedTuple):
    """What the manifest says of one array file."""

    sha256: str
    size: int
    dtype: str
    shape: tuple[int, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the entry as it stands in the manifest."""
        return {"sha256": self.sha256, "bytes": self.size, "dtype": self.dtype, "shape": list(self.shape)}


class Agreement(NamedTuple):
    """How often the winner was right when so many forests agreed on it, on rows no forest saw."""

    agree: int
    rows: int
    right: int
    confidence: float


class Rules(NamedTuple):
    """When an answer is sure, and when a clip is like the music the model learnt from.

    Attributes
    ----------
    certain_from : float
        Answers are certain whose agreement was right at least this often.
    familiar_from : float
        Clips are familiar from which at least this share of held-out music was as far or farther.
    """

    certain_from: float = 0.5
    familiar_from: float = 0.02


class Sureness(NamedTuple):
    """What the rule of certainty gives on rows no training saw: the share it calls certain, and how many are right."""

    coverage: float
    accuracy: float


@dataclass(frozen=True)
class Settings:
    """What a family needs to know besides its arrays.

    Attributes
    ----------
    layers : int
        Of its networks; 0 without any.
    forest_share : float
        Share of the forests in a hybrid's ballots, 0 to 1.
    """

    layers: int = 0
    forest_share: float = 1.0


@dataclass(frozen=True)
class Manifest:
    """A checked manifest; `raw` is the whole of it as read."""

    raw: dict[str, Any]
    name: str
    version: str
    features: tuple[str, ...]
    genres: tuple[str, ...]
    families: dict[str, str]
    forests: int
    agreement: tuple[Agreement, ...]
    calibration: Calibration
    family: str
    settings: Settings
    rules: Rules
    files: dict[str, FileEntry]


def dump(raw: dict[str, Any]) -> bytes:
    """Return the bytes of a manifest: the same for the same content."""
    return (json.dumps(raw, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n").encode()


def read(folder: Path) -> Manifest:
    """Read and check the manifest of the bundle in `folder`.

    Raises
    ------
    BundleNotFound, BundleCorrupt, BundleForeign, BundleTooNew, SchemaMismatch
        Saying which file is refused, and why.
    """
    path = folder / MANIFEST
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise BundleForeign(f"{path} is larger than any manifest.")
        content = path.read_bytes()
    except FileNotFoundError:
        if folder.is_dir() and any(folder.iterdir()):
            raise BundleForeign(f"{folder} holds no {MANIFEST}, so it is no bundle of this library.") from None
        raise BundleNotFound(f"There is no bundle at {folder}.") from None
    except OSError as error:
        raise BundleNotFound(f"{path} cannot be read: {error.strerror}.") from error
    try:
        raw = json.loads(content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BundleCorrupt(f"{path} is not whole JSON: it is cut off or damaged.") from error
    return parse(raw, path)


def parse(raw: object, path: Path) -> Manifest:
    """Check the content of a manifest that was read from `path`."""
    if not isinstance(raw, dict) or raw.get("kind") != KIND:
        raise BundleForeign(f"{path} is not the manifest of an AudioFiler bundle.")
    _check_format(raw.get("format"), path)
    if raw["format"] == 1:
        raw = {**_SINCE_2, **raw}
    if unknown := sorted(set(raw) - _KEYS - _OPTIONAL):
        raise BundleForeign(f"{path} holds the unknown key {unknown[0]!r}.")
    if missing := sorted(_KEYS - set(raw)):
        raise BundleCorrupt(f"{path} lacks the key {missing[0]!r}.")
    if raw["schema"] not in SCHEMA_IDS:
        known = ", ".join(SCHEMA_IDS)
        raise SchemaMismatch(f"{path} wants features of schema {raw['schema']!r}; this library computes {known}.")
    try:
        manifest = _build(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BundleCorrupt(f"{path} is damaged: {error}.") from error
    return manifest


def _check_format(number: object, path: Path) -> None:
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise BundleForeign(f"{path} has no valid format number.")
    if number > FORMAT:
        raise BundleTooNew(f"{path} has format {number}; this library reads up to {FORMAT}. Update AudioFiler.")


def _build(raw: dict[str, Any]) -> Manifest:
    genres, features = _names(raw["genres"], "genres"), _names(raw["features"], "features")
    families = {str(genre): str(family) for genre, family in raw["families"].items()}
    _require(set(families) == set(genres), "families does not name every genre once")
    forests = raw["forests"]
    _require(type(forests) is int and 0 < forests <= 1000, "forests is not a sensible number")
    for key in sorted(_FREE):
        _require(isinstance(raw[key], dict), f"{key} is not an object")
    return Manifest(
        raw=raw,
        name=_text(raw["name"], "name"),
        version=_text(raw["version"], "version"),
        features=features,
        genres=genres,
        families=families,
        forests=forests,
        agreement=_agreement(raw["agreement"], forests),
        calibration=_calibration(raw["calibration"], len(genres)),
        family=_family(raw["family"]),
        settings=_settings(raw["settings"], raw["family"]),
        rules=_rules(raw.get("rules", {})),
        files={str(name): _entry(entry) for name, entry in raw["files"].items()},
    )


def _agreement(rows: list[dict[str, Any]], forests: int) -> tuple[Agreement, ...]:
    table = tuple(Agreement(int(r["agree"]), int(r["rows"]), int(r["right"]), float(r["confidence"])) for r in rows)
    _require([row.agree for row in table] == list(range(1, forests + 1)), "agreement does not go from 1 to all forests")
    _require(all(0 <= row.confidence <= 1 for row in table), "agreement holds a confidence outside 0 to 1")
    return table


def _calibration(entry: dict[str, Any], genres: int) -> Calibration:
    _require(set(entry) == {"kind", "exponent", "floor", "bias"}, "calibration has other keys than it should")
    _require(entry["kind"] == "vector-scaling", "calibration is of an unknown kind")
    bias = tuple(float(value) for value in entry["bias"])
    _require(len(bias) == genres, "calibration does not hold one bias for each genre")
    exponent, floor = float(entry["exponent"]), float(entry["floor"])
    sane = 0 < exponent <= 100 and 0 < floor <= 1 and all(abs(value) <= 100 for value in bias)
    _require(sane, "calibration holds a number out of range")
    return Calibration(exponent=exponent, floor=floor, bias=bias)


def _family(name: object) -> str:
    _require(name in FAMILIES, f"family is not one of {', '.join(FAMILIES)}")
    return str(name)


def _settings(entry: dict[str, Any], family: str) -> Settings:
    wanted = {"forests": set(), "network": {"layers"}, "hybrid": {"layers", "forest_share"}}.get(family, set())
    _require(set(entry) == wanted, f"settings has other keys than the family {family} wants")
    settings = Settings(**entry)
    _require(type(settings.layers) is int, "layers is not a whole number")
    _require(0 <= settings.layers <= MAX_LAYERS, "layers is off")
    _require(bool(settings.layers) == (family in {"network", "hybrid"}), "layers is off")
    _require(0 <= float(settings.forest_share) <= 1, "forest_share is not between 0 and 1")
    return settings


def _rules(entry: dict[str, Any]) -> Rules:
    _require(set(entry) <= set(Rules._fields), "rules has other keys than it should")
    rules = Rules(**{key: float(value) for key, value in entry.items()})
    _require(all(0 <= value <= 1 for value in rules), "rules holds a number outside 0 to 1")
    return rules


def _entry(entry: dict[str, Any]) -> FileEntry:
    _require(set(entry) == {"sha256", "bytes", "dtype", "shape"}, "files has an entry with other keys than it should")
    shape = tuple(entry["shape"])
    _require(all(type(length) is int and length >= 0 for length in shape), "files has an entry with a strange shape")
    return FileEntry(_text(entry["sha256"], "sha256"), int(entry["bytes"]), _text(entry["dtype"], "dtype"), shape)


def _names(value: object, key: str) -> tuple[str, ...]:
    _require(isinstance(value, list) and bool(value), f"{key} is not a list of names")
    names = tuple(_text(name, key) for name in value)  # type: ignore[attr-defined]
    _require(len(set(names)) == len(names), f"{key} holds a name twice")
    return names


def _text(value: object, key: str) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{key} is not a text")
    return value


def _require(condition: bool, complaint: str) -> None:
    if not condition:
        raise ValueError(complaint)


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")
