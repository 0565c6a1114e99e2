"""What a challenge found out, written beside the challenger: without it nobody promotes a bundle."""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.compare import Comparison
from training.datasets import DataError
from training.people.shelf import bundle_sha256

KIND = "audiofiler-challenge/1"


@dataclass(frozen=True)
class Contender:
    """A bundle as a proof names it.

    Attributes
    ----------
    name, version : str
        Of the bundle.
    sha256 : str
        Of its manifest, which holds the sha256 of everything else.
    how : str
        What voted on the frozen rows in its name.
    """

    name: str
    version: str
    sha256: str
    how: str


@dataclass(frozen=True)
class Proof:
    """The outcome of a challenge.

    Attributes
    ----------
    champion, challenger : Contender
        Who met.
    wins : bool
        Whether the challenger is better by more than chance in some measure, and worse by more than chance in none.
    sentence : str
        The outcome in words.
    details : dict
        The rows, people's songs and the whole comparison.
    """

    champion: Contender
    challenger: Contender
    wins: bool
    sentence: str
    details: dict[str, Any]


def wins(found: Comparison) -> bool:
    """Say whether the second wins: better in something and worse in nothing, by more than chance."""
    verdicts = {difference.better for difference in found.measures.values()}
    return 1 in verdicts and -1 not in verdicts


def path_of(folder: Path) -> Path:
    """Return where the proof of a bundle lies: beside it, since a bundle holds nothing it does not list."""
    return folder.with_name(f"{folder.name}.proof.json")


def write(proof: Proof, folder: Path) -> None:
    """Write the proof of the bundle in a folder; a half-written one is never left."""
    path = path_of(folder)
    fresh = path.with_name(f".{path.name}.new")
    text = json.dumps({"kind": KIND, **dataclasses.asdict(proof)}, indent=1, ensure_ascii=False) + "\n"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def read(folder: Path) -> Proof | None:
    """Read the proof of the bundle in a folder; None if there is none.

    Raises
    ------
    DataError
        If it is damaged, or another bundle's.
    """
    path = path_of(folder)
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw.pop("kind") != KIND:
            raise ValueError("another kind of file")  # noqa: TRY301 - refused like everything else that is wrong
        raw["champion"], raw["challenger"] = Contender(**raw["champion"]), Contender(**raw["challenger"])
        proof = Proof(**raw)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path} is not a proof: {error}") from error
    if proof.challenger.sha256 != bundle_sha256(folder):
        raise DataError(f"{path} is about another bundle than {folder}")
    return proof
