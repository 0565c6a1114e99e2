"""Reads `params.toml`, strictly: an unknown or missing number is refused by name."""

import dataclasses
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULT_PATH = Path(__file__).resolve().parents[2] / "params.toml"


class ParamsError(Exception):
    """The parameter file cannot be used; the text says why."""


@dataclass(frozen=True)
class Bundle:
    """What the bundle is called."""

    name: str
    version: str


@dataclass(frozen=True)
class Compute:
    """How many forests are trained at a time."""

    threads: int


@dataclass(frozen=True)
class Split:
    """Grouped folds."""

    folds: int
    seed: int


@dataclass(frozen=True)
class Evaluation:
    """Bootstrap intervals and calibration bins."""

    resamples: int
    seed: int
    level: float
    bins: int


@dataclass(frozen=True)
class Report:
    """What `audiofiler-train report` trains besides, and how sure `compare` wants to be."""

    halvings: int
    leak_folds: int
    looked_at: int
    paired_resamples: int
    chance: float


@dataclass(frozen=True)
class CalibrationFit:
    """Fit of `audiofiler.ensemble.calibration.Calibration`."""

    floor: float
    penalty: float


@dataclass(frozen=True)
class AgreementFit:
    """Smoothing of the agreement table."""

    prior_rows: float


@dataclass(frozen=True)
class People:
    """How feedback is learnt from, see `training.people`."""

    frozen_part: int
    weight: float
    seed: int
    same: float


@dataclass(frozen=True)
class ForestsParams:
    """The shipped recipe, see `training.recipes.forests`."""

    seed: int
    forests: int
    trees: int
    min_samples_leaf: int
    max_depth: int
    max_features: int
    rows_share: float
    class_weight_exponent: float
    knots: int
    widest_score: float
    bank: int
    bank_scale: float
    stretch: int
    ridge_penalty: float
    ridge_weight_exponent: float


@dataclass(frozen=True)
class PublishedParams:
    """The yardstick, see `training.recipes.published`."""

    seed: int
    forests: int
    trees: int


@dataclass(frozen=True)
class LogisticParams:
    """Logistic regressions, see `training.recipes.logistic_mfcc`."""

    seed: int
    regressions: int
    rows_share: float
    class_weight_exponent: float
    penalty: float
    knots: int
    widest_score: float


@dataclass(frozen=True)
class NetworksParams:
    """Dense networks with three hidden layers, see `training.recipes.dense`."""

    seed: int
    networks: int
    hidden_1: int
    hidden_2: int
    hidden_3: int
    dropout: float
    rows_share: float
    valid_share: float
    class_weight_exponent: float
    knots: int
    widest_score: float
    epochs: int
    patience: int
    batch: int
    learning_rate: float
    weight_decay: float


@dataclass(frozen=True)
class HybridParams(NetworksParams):
    """The networks beside the forests, and how their share is looked for; see `training.recipes.hybrid`."""

    share: float
    share_steps: int
    weight_penalty: float


@dataclass(frozen=True)
class ConvNetParams:
    """The convolutional network, see `training.convnet`."""

    seed: int
    channels_1: int
    channels_2: int
    channels_3: int
    channels_4: int
    hidden: int
    dropout: float
    stripe: int
    valid_share: float
    class_weight_exponent: float
    epochs: int
    patience: int
    batch: int
    learning_rate: float
    weight_decay: float


@dataclass(frozen=True)
class Params:
    """All of `params.toml`."""

    bundle: Bundle
    compute: Compute
    split: Split
    evaluation: Evaluation
    report: Report
    calibration: CalibrationFit
    agreement: AgreementFit
    people: People
    forests: ForestsParams
    published: PublishedParams
    logistic_mfcc: LogisticParams
    chroma_dense: NetworksParams
    hybrid: HybridParams
    mlp: NetworksParams
    mel_cnn: ConvNetParams

    def as_dict(self) -> dict[str, Any]:
        """Return the numbers as they stand in the file."""
        return dataclasses.asdict(self)


def load(path: Path = DEFAULT_PATH) -> Params:
    """Read a parameter file.

    Raises
    ------
    ParamsError
        If it cannot be read, or a number is missing, unknown or of another type.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ParamsError(f"{path} cannot be read: {error}") from error
    sections = {field.name: field.type for field in dataclasses.fields(Params)}
    _same_names(set(raw), set(sections), str(path))
    return Params(**{name: _section(cls, raw[name], name) for name, cls in sections.items()})


def _section(cls: Any, raw: dict[str, Any], name: str) -> Any:
    types = {field.name: field.type for field in dataclasses.fields(cls)}
    _same_names(set(raw), set(types), f"[{name}]")
    for key, kind in types.items():
        accepted = (int, float) if kind is float else (kind,)
        if type(raw[key]) not in accepted:
            raise ParamsError(f"[{name}] {key} should be {getattr(kind, '__name__', kind)}")
    return cls(**{key: float(raw[key]) if kind is float else raw[key] for key, kind in types.items()})


def _same_names(found: set[str], wanted: set[str], where: str) -> None:
    if unknown := sorted(found - wanted):
        raise ParamsError(f"{where} holds the unknown {unknown[0]!r}")
    if missing := sorted(wanted - found):
        raise ParamsError(f"{where} lacks {missing[0]!r}")
