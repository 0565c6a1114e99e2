"""`audiofiler-train card`: the model card of a bundle, printed from its manifest, or checked against its page."""

import argparse
import difflib
import os
import sys
from pathlib import Path
from typing import Any

from audiofiler.ensemble import Ensemble, bundle
from training.report import model_card

_DOCS = Path(__file__).resolve().parents[4] / "docs"


def add(commands: Any) -> None:
    """List the command."""
    parser = commands.add_parser("card", help="print the model card of a bundle")
    parser.add_argument("--bundle", help="folder or name (the shipped bundle)")
    parser.add_argument("--all", action="store_true", help="write the pages of all bundles that go by a name")
    parser.add_argument("--check", action="store_true", help="compare with the page instead; 1 if it is stale")
    parser.add_argument("--card", type=Path, help="the page (docs/model-card.md; docs/models/NAME.md)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print, write or check."""
    ensembles = [Ensemble.load(name) for name in (Ensemble.available() if arguments.all else [arguments.bundle])]
    if arguments.check:
        stale = [ensemble for ensemble in ensembles if not _fresh(ensemble, arguments.card or page_of(ensemble))]
        return int(bool(stale))
    for ensemble in ensembles:
        if arguments.all:
            write(ensemble)
        else:
            print(_card(ensemble, arguments.card or page_of(ensemble)), end="")
    return 0


def write(ensemble: Ensemble, page: Path | None = None) -> None:
    """Write the card of a bundle to its page."""
    page = page or page_of(ensemble)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(_card(ensemble, page), encoding="utf-8")


def page_of(ensemble: Ensemble) -> Path:
    """Return the page a bundle's card belongs on; the default model's stands first."""
    return _DOCS / "model-card.md" if ensemble.name == bundle.DEFAULT else _DOCS / "models" / f"{ensemble.name}.md"


def _card(ensemble: Ensemble, page: Path) -> str:
    inside = page.resolve().is_relative_to(_DOCS)
    docs = Path(os.path.relpath(_DOCS, page.resolve().parent)).as_posix() if inside else "."
    return model_card(ensemble.manifest, "" if docs == "." else f"{docs}/")


def _fresh(ensemble: Ensemble, page: Path) -> bool:
    card = _card(ensemble, page)
    there = page.read_text(encoding="utf-8") if page.is_file() else ""
    if there == card:
        return True
    print("\n".join(difflib.unified_diff(there.splitlines(), card.splitlines(), str(page), "the bundle", lineterm="")))
    print(f"{page} is stale: `audiofiler-train card --all` writes the pages again", file=sys.stderr)
    return False
