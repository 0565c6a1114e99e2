"""`audiofiler models`: the bundles there are and how often they are right."""

import argparse
import json
import sys
from typing import Any

from audiofiler.ensemble import BundleError, Ensemble, SchemaMismatch


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "models",
        help="list the models and how often they are right",
        description="List the models (bundles) that can be used, with their scores on songs no training saw.",
        epilog="examples:\n  audiofiler models\n  audiofiler models --json\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every bundle; one that cannot be used is reported and the others are still listed."""
    failed = False
    for name in Ensemble.available():
        try:
            forests = Ensemble.load(name)
        except (BundleError, SchemaMismatch) as error:
            failed = True
            print(f"{name}: {error.detail}", file=sys.stderr)
            continue
        print(json.dumps(as_json(forests)) if options.json else summary(forests))
    return int(failed)


def as_json(forests: Ensemble) -> dict[str, Any]:
    """Give a bundle in the shape of the REST interface."""
    return {
        "name": forests.name,
        "version": forests.version,
        "family": forests.family,
        "forests": forests.size,
        "schema": forests.schema,
        "genres": list(forests.genres),
        "features": list(forests.features),
        "scores": forests.manifest["scores"],
        "certainty": {"confidence_from": forests.rules.certain_from, **forests.sureness._asdict()},
    }


def summary(forests: Ensemble) -> str:
    """Describe a bundle in a few lines: what it is, and how often it is right."""
    scores = forests.manifest["scores"]
    right, among_five = (_percent(scores["model"][name]) for name in ("accuracy", "top5_accuracy"))
    what = f"{forests.size} {forests.voters}, {len(forests.genres)} genres, {forests.schema}"
    return "\n".join(
        [
            f"{forests.name} {forests.version}: {what}",
            f"  most voted genre right   {right}",
            f"  right one among five     {among_five}",
            f"  certain of               {_certain(forests)}",
            f"  genres                   {', '.join(forests.genres)}",
            f"  measured                 {scores['protocol']}",
        ]
    )


def _certain(forests: Ensemble) -> str:
    if not forests.sureness.coverage:
        return f"no song: however many agree, they were right less than {forests.rules.certain_from:.0%} of the time"
    return f"{forests.sureness.coverage:.0%} of the songs, and right {forests.sureness.accuracy:.0%} of the time there"


def _percent(score: dict[str, float]) -> str:
    return f"{score['value']:.1%} (95 % interval {score['low']:.1%} to {score['high']:.1%})"
