"""`audiofiler-train promote`, `rollback` and `versions`: which bundle the product serves."""

import argparse
import dataclasses
import os
from pathlib import Path
from typing import Any

from audiofiler.ensemble import Ensemble, bundle
from training.datasets import DataError
from training.people import proof as proofs
from training.people.proof import Proof
from training.people.shelf import Shelf, bundle_sha256

ROOT = Path(__file__).resolve().parents[4]


def add(commands: Any) -> None:
    """List the commands."""
    promote = commands.add_parser("promote", help="let a challenger that has won serve; a running backend picks it up")
    promote.add_argument("bundle", type=Path, metavar="BUNDLE", help="folder of the bundle, its proof beside it")
    promote.add_argument("--force", action="store_true", help="also one that has not won; wants --why")
    promote.add_argument("--why", default="", metavar="TEXT", help="the reason for --force, which is kept")
    promote.set_defaults(run=run_promote)
    rollback = commands.add_parser("rollback", help="let the version before serve again")
    rollback.set_defaults(run=run_rollback)
    versions = commands.add_parser("versions", help="list the versions that are kept, and which one serves")
    versions.set_defaults(run=run_versions)
    for command in (rollback, versions):
        command.add_argument("--name", default=bundle.DEFAULT, help="of the model (%(default)s)")
    for command in (promote, rollback, versions):
        add_models(command)


def add_models(parser: argparse.ArgumentParser) -> None:
    """Ask for the models folder."""
    default = Path(os.environ.get("AUDIOFILER_MODELS") or ROOT / "var" / "models")
    parser.add_argument("--models", type=Path, default=default, help="folder models are served from (%(default)s)")


def run_promote(arguments: argparse.Namespace) -> int:
    """Promote a winner, or with a reason another."""
    folder, shelf = arguments.bundle, Shelf(arguments.models)
    name = Ensemble.load(folder.resolve()).name
    why = arguments.why.strip()
    if arguments.force and not why:
        raise DataError("--force wants a reason: --why TEXT; it is kept with the version")
    proof = proofs.read(folder)
    if not arguments.force:
        proof = _require_winner(proof, folder, shelf.serving(name))
        why = proof.sentence
    own = shelf.promote(folder.resolve(), name, why=why, proof=dataclasses.asdict(proof) if proof else None)
    print(f"{name} {own} serves from {shelf.root}. {why}")
    return 0


def run_rollback(arguments: argparse.Namespace) -> int:
    """Go back one version."""
    old, new = Shelf(arguments.models).rollback(arguments.name)
    print(f"{arguments.name} {new} serves again; {old} is kept.")
    return 0


def run_versions(arguments: argparse.Namespace) -> int:
    """List what is kept."""
    shelf = Shelf(arguments.models)
    found = shelf.versions(arguments.name)
    for one in found:
        print(f"{'*' if one.serves else ' '} {one.id}  {one.record.at[:19]}Z  {one.record.why}")
    if not any(one.serves for one in found):
        served = Ensemble.load(shelf.serving(arguments.name))
        print(f"* {served.version}  as shipped; nothing in {shelf.root} takes its place")
    return 0


def _require_winner(proof: Proof | None, folder: Path, serving: Path) -> Proof:
    if proof is None:
        raise DataError(
            f"{proofs.path_of(folder)} is missing: only a bundle that has won a challenge is promoted "
            "(`audiofiler-train challenge`, or --force --why TEXT)"
        )
    if not proof.wins:
        raise DataError(f"{folder} has not won: {proof.sentence}")
    if proof.champion.sha256 != bundle_sha256(serving):
        raise DataError(
            f"{folder} has won against {proof.champion.name} {proof.champion.version}, but another bundle serves now "
            f"({serving}): challenge that one"
        )
    return proof
