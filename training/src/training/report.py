"""Prints the model card: all of it comes from the bundle's manifest, so that the page cannot say anything else."""

from typing import Any

from audiofiler.ensemble import Rules
from audiofiler.ensemble.layout import voters_called
from training import measured
from training.datasets import Dataset
from training.datasets.audiofiler2017 import AudioFiler2017
from training.datasets.registry import DATASETS
from training.evaluate import METRIC_NAMES
from training.familiarity import telling as unknown
from training.mapping import telling as clustering

_VOTERS = {
    "forests": "{} random forests",
    "hybrid": "{} mixtures of a random forest and a network",
    "convolution": "{} sections of a song, heard by one convolutional network,",
}
"""Where the card says more than `audiofiler.ensemble.layout.voters_called`."""


def _voters(manifest: dict[str, Any]) -> str:
    """Say who votes; a manifest of the first format has only forests."""
    family, layers = str(manifest.get("family", "forests")), manifest.get("settings", {}).get("layers", 0)
    return _VOTERS.get(family, f"{{}} {voters_called(family, layers)}").format(manifest["forests"])


def _dataset(manifest: dict[str, Any]) -> Dataset | None:
    """Return the data set a bundle learnt from, if it is one of those known here."""
    name = manifest["training"]["dataset"].removesuffix(" and feedback")  # as challengers say it
    return next((dataset for dataset in DATASETS if dataset.name == name), None)


def model_card(manifest: dict[str, Any], docs: str = "") -> str:
    """Return the model card as Markdown.

    Parameters
    ----------
    manifest : dict
        The manifest of a bundle, as `Ensemble.manifest` gives it.
    docs : str
        The way from the page to the folder docs/, such as `../`.
    """
    about = (_head, _scores, _genres, _agreement)
    parts = [*(part(manifest) for part in about), _making(manifest, docs), _limits(manifest)]
    return "\n\n".join(parts) + "\n"


def scores_table(scores: dict[str, Any]) -> str:
    """Return both recipes' metrics with intervals as a Markdown table."""
    rows = [
        [label, _interval(scores["model"][key]), _interval(scores["published"][key])]
        for key, label in METRIC_NAMES.items()
    ]
    return table(["measure", "this model", "published recipe of 2017"], rows)


def findings_markdown(found: dict[str, Any]) -> str:
    """Return what `training.findings.gather` found as Markdown: the parts of a model card."""
    mine, base = (found["recipes"][found[key]] for key in ("name", "baseline"))
    names = [found["name"], found["baseline"]]
    scores = [[label, *(_interval(of["scores"][key]) for of in (mine, base))] for key, label in METRIC_NAMES.items()]
    genres = [
        [
            genre,
            f"{entry['rows']:,}",
            *(_interval(entry[key]) for key in ("roc_auc", "average_precision")),
            _interval(base["ranking"][genre]["roc_auc"]),
        ]
        for genre, entry in mine["ranking"].items()
    ]
    families = [
        [METRIC_NAMES[key], *(_interval(of["families"]["measures"][key]) for of in (mine, base))]
        for key in mine["families"]["measures"]
    ]
    bins = [
        [f"{b['confidence']:.2f}", f"{b['right']:.2f} ({b['low']:.2f} to {b['high']:.2f})", f"{b['rows']:,}"]
        for b in mine["calibration"]
    ]
    parts = [
        f"<!-- Printed by `audiofiler-train report`; do not edit. -->\n# {found['name']} on {found['dataset']['name']}",
        found["compared"]["sentence"],
        found["protocol"],
        "## Scores\n\n" + table(["measure", *names], scores),
        "## How well each genre is told from the others\n\n"
        + table(["genre", "rows", "ROC area", "average precision", f"ROC area, {found['baseline']}"], genres),
        "## Families\n\nThe winner's family against the tag's.\n\n" + table(["measure", *names], families),
        "## Probability said, and share right\n\n" + table(["said", "right", "rows"], bins),
    ]
    if "leak" in mine:
        parts += [_learning_part(found, names), _leak_part(found, names)]
    parts.append(_sure_part(found, names))
    if found.get("robustness"):
        parts.append("## Votes that stay when a clip is changed\n\n" + robustness_part(found["robustness"]))
    if found.get("transfer"):
        parts.append("## On another collection\n\n" + transfer_part(found["transfer"]))
    if found.get("unknown"):
        parts.append("## Does it know what it does not know?\n\n" + unknown_part(found["unknown"]))
    if found.get("map"):
        parts.append("## Clusters without labels\n\n" + map_part(found["map"]))
    return "\n\n".join(parts) + "\n"


def _sure_part(found: dict[str, Any], names: list[str]) -> str:
    rules = {name: found["recipes"][name] for name in names}
    rows = [
        [
            name,
            "never" if of["not_sure"]["agree"] is None else f"{of['not_sure']['agree']} of {of['forests']}",
            *(_percent(of["not_sure"][key]) for key in ("coverage", "right", "right_unsure")),
        ]
        for name, of in rules.items()
    ]
    least = found["recipes"][names[0]]["not_sure"]["certain_from"]
    agreement = [
        [
            str(entry["agree"]),
            f"{entry['rows']:,}",
            _percent(entry["right"] / entry["rows"]),
            _percent(entry["confidence"]),
        ]
        for entry in found["recipes"][names[0]]["agreement"]
        if entry["rows"]
    ]
    return (
        "## The rule for “not sure”\n\nAn answer is certain when answers on which as many agreed were right at least "
        f"{least:.0%} of the time; learnt on the other folds' rows.\n\n"
        + table(["recipe", "certain from", "answers that are certain", "of these right", "of the others right"], rows)
        + f"\n\nRight this often when so many agree ({names[0]}):\n\n"
        + table(["agree", "rows", "right", "confidence shown"], agreement)
    )


def _percent(part: float | None) -> str:
    return "-" if part is None else f"{part:.1%}"


def robustness_part(found: dict[str, Any]) -> str:
    """Return the figures of `audiofiler-train robustness` as Markdown."""
    head, rows = measured.robustness_rows(found)
    return f"{measured.robustness_sentence(found)}\n\n{found['protocol']}\n\n{table(head, rows)}"


def unknown_part(found: dict[str, Any]) -> str:
    """Return the figures of `audiofiler-train unknown` as Markdown."""
    sounds, music = (table(*rows) for rows in (unknown.sounds_table(found), unknown.music_table(found)))
    return f"{unknown.sentence(found)}\n\n{found['protocol']}\n\n{sounds}\n\n{music}"


def map_part(found: dict[str, Any]) -> str:
    """Return the figures of `audiofiler-train map` as Markdown."""
    scores, clusters = (table(*rows) for rows in (clustering.scores_table(found), clustering.clusters_table(found)))
    return f"{found['protocol']}\n\n{scores}\n\n{clusters}"


def transfer_part(found: dict[str, Any]) -> str:
    """Return the figures of `audiofiler-train transfer` as Markdown."""
    head, rows = measured.transfer_rows(found)
    return f"{measured.transfer_sentence(found)}\n\n{found['protocol']}\n\n{table(head, rows)}"


def _learning_part(found: dict[str, Any], names: list[str]) -> str:
    rows = [
        [name, f"{point['audio_files']:,}", f"{point['accuracy']:.3f}", f"{point['macro_f1']:.3f}"]
        for name in names
        for point in found["recipes"][name]["learning"]
    ]
    return "## Learning curve\n\n" + table(["recipe", "audio files", "accuracy", "macro F1"], rows)


def _leak_part(found: dict[str, Any], names: list[str]) -> str:
    leaks = {name: found["recipes"][name]["leak"] for name in names}
    rows = [
        [name, METRIC_NAMES[key], f"{leak['random'][key]:.3f}", f"{leak['grouped'][key]:.3f}"]
        for name, leak in leaks.items()
        for key in leak["random"]
    ]
    one = leaks[names[0]]
    return (
        f"## What a random split would pretend\n\nThe same {one['rows']:,} rows after both splits; in the random one "
        f"{one['twins']:,} of them have equal audio among the rows trained on.\n\n"
        + table(["recipe", "measure", "random split", "split by audio file"], rows)
    )


def _head(manifest: dict[str, Any]) -> str:
    training, genres = manifest["training"], manifest["genres"]
    voters, dataset = _voters(manifest), _dataset(manifest)
    wrong = _wrong(manifest["scores"]["model"]["accuracy"]["value"], training["rows"])
    labels = f"the labels are {dataset.labels}, and {wrong} them" if dataset else f"{wrong} the labels"
    return f"""<!-- Printed by `audiofiler-train card`; do not edit. -->
# Model card: {manifest["name"]} {manifest["version"]}

{voters} that vote on the genre of a thirty-second clip: {len(genres)} genres, from
{len(manifest["features"])} audio features of schema `{manifest["schema"]}`.

**For** a quick, explained guess at a song's genre, with how sure it is. **Not for** deciding about people, rights or
money: {labels}.

Trained on {training["dataset"]}: {training["rows"]:,} rows of {training["audio_files"]:,} audio files
(content sha256 `{training["sha256"][:16]}…`).

{training["citation"]}
{training["licence"]}"""


def _wrong(right: float, rows: int) -> str:
    """Say how many of the first guesses on held-out songs differ from."""
    if right <= 0.5:
        return "more than half of the first guesses differ from"
    share = f"{1 - right:.0%}" if round(right, 2) < 1 else "hardly any" if right < 1 else "none"
    return f"{share} of the first guesses on {rows:,} songs, each held out once, differ from"


def _scores(manifest: dict[str, Any]) -> str:
    scores = manifest["scores"]
    return f"""## How good it is

{scores["protocol"]}

{scores_table(scores)}

Both recipes were scored on the same folds in the same run. The published recipe's probabilities are its mean ballots,
not calibrated."""


def _genres(manifest: dict[str, Any]) -> str:
    rows = [
        [
            genre,
            manifest["families"][genre],
            f"{entry['rows']:,}",
            f"{entry['recall']:.2f}",
            f"{entry['precision']:.2f}",
        ]
        for genre, entry in manifest["scores"]["genres"].items()
    ]
    return "## Genre by genre\n\nBy the winner of the votes, on the same held-out rows.\n\n" + table(
        ["genre", "family", "rows", "recall", "precision"], rows
    )


def _agreement(manifest: dict[str, Any]) -> str:
    rows = [
        [
            str(row["agree"]),
            f"{row['rows']:,}",
            f"{row['right'] / row['rows']:.0%}" if row["rows"] else "-",
            f"{row['confidence']:.0%}",
        ]
        for row in manifest["agreement"]
    ]
    return (
        "## What agreement means\n\nWhen so many voters agree on the winner, it is right this often (held-out rows); "
        "the confidence shown to people is the same, smoothed so that it never falls.\n\n"
        + table(["voters that agree", "rows", "right", "confidence"], rows)
        + f"\n\n{_certainty(manifest)}"
    )


def _certainty(manifest: dict[str, Any]) -> str:
    """Say what the rule for "not sure" gives."""
    least = {**Rules()._asdict(), **manifest.get("rules", {})}["certain_from"]
    certain = [row for row in manifest["agreement"] if row["confidence"] >= least]
    every = sum(row["rows"] for row in manifest["agreement"])
    rows, right = (sum(row[key] for row in certain) for key in ("rows", "right"))
    if not rows:
        return f"An answer is called certain from a confidence of {least:.0%} on: here none is."
    return (
        f"An answer is called certain from a confidence of {least:.0%} on. That answers {rows / every:.0%} of the "
        f"songs and is right {right / rows:.0%} of the time there; all others say that they are not sure."
    )


def _command(recipe: str, dataset: str) -> str:
    if dataset != AudioFiler2017.name:
        return f"audiofiler-train train --recipe {recipe} --dataset {dataset} --data FOLDER"
    return "make train" if recipe == "forests" else f"make train RECIPE={recipe}"


def _making(manifest: dict[str, Any], docs: str) -> str:
    recipe, bias = manifest["recipe"], manifest["calibration"]
    differ = "\n".join(f"- {line}" for line in recipe["differ_by"])
    versions = ", ".join(f"{name} {version}" for name, version in sorted(manifest["versions"].items()))
    params = ", ".join(f"{name} {value:g}" for name, value in sorted(recipe["params"].items()))
    choices = "0003-forests.md" if recipe["name"] == "forests" else "0013-recipes.md"
    command = _command(recipe["name"], manifest["training"]["dataset"])
    return f"""## How it is made

{recipe["preprocessing"]}

The voters differ by

{differ}

Parameters: {params}.

Probabilities: softmax of {bias["exponent"]:g} * log(mean ballot + {bias["floor"]:g}) plus one bias for each genre,
fitted on held-out rows.{_trained(recipe)}

Made with {versions}.
`{command}` makes the same bytes from the same data with the same versions; every file's sha256 stands in the manifest.
The choices: [decisions/{choices}]({docs}decisions/{choices}),
[decisions/0004-bundle-format.md]({docs}decisions/0004-bundle-format.md)."""


def _trained(recipe: dict[str, Any]) -> str:
    """Say how long networks were trained; the curves themselves stand in the manifest and the report."""
    curves = recipe.get("curves")
    if not curves:
        return ""
    epochs = [curve["epochs"][-1] for curve in curves]
    right = [max(curve["valid_accuracy"]) for curve in curves]
    return (
        f"\n\nThe {len(curves)} networks were trained for {min(epochs)} to {max(epochs)} epochs, each to an accuracy "
        f"of {min(right):.2f} to {max(right):.2f} on rows held back; loss and accuracy by epoch stand in the manifest."
    )


def _limits(manifest: dict[str, Any]) -> str:
    dataset = _dataset(manifest)
    labels = f"\n- Labels are {dataset.labels}, {dataset.label_note}." if dataset else ""
    return f"""## Limits
{labels}
- The features want 44.1 kHz sound with its treble. Low bit rates and 22 kHz sources move the spectral features.
- Rare genres rest on few rows; their scores are uncertain.
- No audio and no training rows are part of the bundle."""


def _interval(entry: dict[str, float]) -> str:
    return f"{entry['value']:.3f} ({entry['low']:.3f} to {entry['high']:.3f})"


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines)
