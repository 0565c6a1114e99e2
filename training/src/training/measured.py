"""Figures that other commands measured: read from their files for a report, and put into words and rows."""

import json
from pathlib import Path
from typing import Any, Final

from audiofiler.ensemble import Ensemble
from training import familiarity, mapping, robustness, transfer
from training.datasets import DataError

KINDS: Final = {
    "robustness": robustness.KIND,
    "transfer": transfer.KIND,
    "unknown": familiarity.KIND,
    "map": mapping.KIND,
}
"""Commands whose figures may stand in a report, and what their files say they are."""

_SERIES = ("train_loss", "valid_loss", "train_accuracy", "valid_accuracy")


def read(path: Path, kind: str) -> dict[str, Any]:
    """Read what a command wrote with `--json`.

    Parameters
    ----------
    path : Path
        The file.
    kind : str
        One of `KINDS`.

    Raises
    ------
    DataError
        It is not such a file.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    if not isinstance(found, dict) or found.get("kind") != kind:
        raise DataError(f"{path} does not hold figures of the kind {kind}")
    return found


def curves_of(bundle: str | None) -> list[dict[str, Any]]:
    """Return how the networks of a bundle learnt, as its manifest says; none of forests, or without a bundle.

    Raises
    ------
    DataError
        A curve is not whole.
    audiofiler.ensemble.BundleError
        The bundle cannot be loaded.
    """
    if bundle is None:
        return []
    return checked(Ensemble.load(bundle).manifest["recipe"].get("curves", []))


def checked(curves: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return training curves in one form.

    Parameters
    ----------
    curves : list of dict
        `name`, `epochs` (numbers of those shown), `train_loss`, `valid_loss`, `valid_accuracy` and perhaps
        `train_accuracy`, one value an epoch.

    Raises
    ------
    DataError
        A series is missing or has another length.
    """
    found = []
    for curve in curves:
        name, epochs = str(curve.get("name", "network")), list(curve.get("epochs", ()))
        series = {key: list(curve[key]) for key in _SERIES if key in curve}
        for key in _SERIES:
            if key != "train_accuracy" and (not epochs or len(series.get(key, ())) != len(epochs)):
                raise DataError(f"the training curve of {name} has not one {key} for each epoch")
        found.append({"name": name, "epochs": epochs, **series})
    return found


def robustness_rows(found: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    """Return head and rows: change, clips, votes that stay, overlap, winner stays, aim; then each baseline's votes."""
    mine, *others = found["voters"].items()
    size, counted = mine[1]["voters"], found["aim"]
    beside = [{entry["change"]: entry for entry in of["changes"]} for _, of in others]
    head = ["change", "clips", f"votes that stay, of {size}", "overlap of the counts", "winner stays"]
    head += [
        f"aim: {counted['votes'] * size:g} votes, {counted['top']:.0%}",
        *(f"{name}: votes, winner" for name, _ in others),
    ]
    rows = []
    for entry in mine[1]["changes"]:
        verdict = ("met" if entry["met"] else "missed") if entry["counted"] else "not counted"
        rows.append(
            [
                entry["change"],
                str(entry["clips"]),
                spread(entry["votes"], 1),
                spread(entry["overlap"], 1),
                share(entry["top"]),
                verdict,
                *(
                    f"{one[entry['change']]['votes']['value']:.1f}, {one[entry['change']]['top']['value']:.0%}"
                    for one in beside
                ),
            ]
        )
    return head, rows


def robustness_sentence(found: dict[str, Any]) -> str:
    """Say in a sentence whether the aim is met."""
    mine = found["voters"][found["name"]]
    counted = [entry for entry in mine["changes"] if entry["counted"]]
    least = min(counted, key=lambda entry: entry["votes"]["value"])
    top = min(counted, key=lambda entry: entry["top"]["value"])
    met = sum(entry["met"] for entry in counted)
    return (
        f"{found['name']} meets the aim under {met} of {len(counted)} counted changes. Fewest votes stay under "
        f"“{least['change']}” ({least['votes']['value']:.1f} of {mine['voters']}); the winner stays least often under "
        f"“{top['change']}” ({top['top']['value']:.0%} of the clips)."
    )


def transfer_rows(found: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    """Return head and rows: genre, what stands for it, clips, and the recall of each voter; the mean comes first."""
    voters = found["voters"]
    head = ["genre", "stands for it", "clips", *(f"recall, {name}" for name in voters)]
    rows = [["mean of the genres", "", str(found["clips"]), *(spread(of["recall"], 3) for of in voters.values())]]
    for genre in found["genres"]:
        each = [of["genres"][genre] for of in voters.values()]
        rows.append(
            [genre, " + ".join(found["mapping"][genre]), str(each[0]["clips"]), *(spread(entry, 2) for entry in each)]
        )
    return head, rows


def transfer_sentence(found: dict[str, Any]) -> str:
    """Say in a sentence how well it transfers."""
    mean = found["voters"][found["name"]]["recall"]
    text = f"{found['name']} has a mean recall of {spread(mean, 3)} a genre on {found['dataset']['name']}"
    if found["aim"] is not None:
        text += f"; the aim is {found['aim']:g}: {'met' if mean['value'] >= found['aim'] else 'missed'}"
    if found["difference"] is not None:
        other = list(found["voters"])[1]
        text += f". Against {other} on the same clips: {spread(found['difference'], 3, signed=True)}"
    return text + "."


def spread(entry: dict[str, float], places: int, *, signed: bool = False) -> str:
    """Return a value with its interval."""
    sign = "+" if signed else ""
    value, low, high = (f"{entry[key]:{sign}.{places}f}" for key in ("value", "low", "high"))
    return f"{value} ({low} to {high})"


def share(entry: dict[str, float]) -> str:
    """Return a share with its interval, per cent."""
    return f"{entry['value']:.0%} ({entry['low']:.0%} to {entry['high']:.0%})"
