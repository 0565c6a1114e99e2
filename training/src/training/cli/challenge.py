"""`audiofiler-train challenge`: train with people's feedback, and find out whether that beats who serves now."""

import argparse
import dataclasses
import json
from pathlib import Path
from typing import Any

from audiofiler.ensemble import bundle
from training import params
from training.cache import Cache
from training.cli import compare, promote
from training.compare import Comparison, Difference, McNemar
from training.datasets import DataError
from training.datasets.audiofiler2017 import AudioFiler2017
from training.datasets.feedback import Cleaned, clean
from training.people import challenge
from training.people.proof import Proof
from training.people.shelf import Shelf
from training.progress import Progress
from training.shipping import Session

OUT = promote.ROOT / "var" / "challenger"


def add(commands: Any, learning: argparse.ArgumentParser) -> None:
    """List the command; `learning` holds what all commands that train take."""
    parser = commands.add_parser(
        "challenge", parents=[learning], help="train with feedback; does it beat the model that serves?"
    )
    parser.add_argument("--feedback", type=Path, required=True, help="what `backend.manage feedback_export` wrote")
    parser.add_argument("--champion", help="bundle to beat, by name or folder (the one that serves)")
    parser.add_argument("--weight", type=float, help="rows a song of people counts for ([people] weight)")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the challenger's bundle (%(default)s)")
    parser.add_argument("--json", action="store_true", help="the proof as one JSON object")
    promote.add_models(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Train, compare, write the bundle and its proof, and say who wins."""
    numbers = _numbers(arguments)
    feedback = clean(arguments.feedback)
    if feedback.unknown and not arguments.unverified:
        raise DataError(f"{arguments.feedback}: {feedback.unknown} answers name an unknown genre (see --unverified)")
    dataset = AudioFiler2017()
    champion = (
        bundle.find(arguments.champion) if arguments.champion else Shelf(arguments.models).serving(numbers.bundle.name)
    )
    table = dataset.load(arguments.data, verify=not arguments.unverified)
    progress = Progress(challenge.steps(numbers), quiet=arguments.quiet)
    asked = challenge.Challenge(champion, dataset, table, feedback, arguments.out)
    proof = challenge.run(asked, Session(numbers, Cache(arguments.work), progress))
    if arguments.json:
        print(json.dumps(dataclasses.asdict(proof), ensure_ascii=False))
    else:
        print(_as_text(proof, feedback, arguments.out))
    return 0


def _numbers(arguments: argparse.Namespace) -> params.Params:
    numbers = params.load(arguments.params)
    if arguments.weight is not None:
        if not 0 < arguments.weight <= 1000:
            raise DataError("--weight should be more than 0 and at most 1000")
        numbers = dataclasses.replace(numbers, people=dataclasses.replace(numbers.people, weight=arguments.weight))
    return numbers


def _as_text(proof: Proof, feedback: Cleaned, folder: Path) -> str:
    people, raw = proof.details["people"], proof.details["comparison"]
    measures = {name: Difference(**values) for name, values in raw["measures"].items()}
    found = Comparison(**{**raw, "measures": measures, "mcnemar": McNemar(**raw["mcnemar"])})
    then = f"audiofiler-train promote {folder}" if proof.wins else "nothing is promoted"
    return f"""{"The challenger wins." if proof.wins else "The champion stays."} {compare.as_text(found)}

Feedback: {feedback.answers:,} answers, {feedback.voices:,} voices, {people["songs"]:,} songs learnt from \
({people["disputed"]:,} disputed) as {people["rows"]:,} rows; {people["songs_left_out_as_frozen"]:,} songs are frozen \
rows and were left out, {feedback.unknown:,} answers of an unknown genre and {feedback.foreign:,} of another schema too.
In the champion's name voted: {proof.champion.how}.
{folder}: {proof.challenger.name} {proof.challenger.version}, with its proof beside it; next: {then}."""
