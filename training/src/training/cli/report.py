"""`audiofiler-train report`: one HTML page with everything known of a recipe, and the same in Markdown."""

import argparse
from pathlib import Path
from typing import Any

from training import findings, measured, page, params, report
from training.cache import Cache
from training.cli import rows, written
from training.progress import Progress
from training.recipes import PublishedRecipe, registry
from training.shipping import Session


def add(commands: Any, learning: argparse.ArgumentParser) -> None:
    """List the command."""
    parser = commands.add_parser(
        "report", parents=[learning], help="everything known of the recipe as one HTML page, and in Markdown"
    )
    parser.add_argument("--out", type=Path, required=True, help="the page; the Markdown stands beside it as .md")
    mine = [name for name in registry.names() if name != PublishedRecipe.name]  # that one is the baseline of all
    parser.add_argument(
        "--recipe", default=registry.DEFAULT, choices=mine, metavar="NAME", help=f"{', '.join(mine)} (%(default)s)"
    )
    parser.add_argument("--quick", action="store_true", help="without the learning curve and the random split")
    for name in measured.KINDS:
        parser.add_argument(f"--{name}", type=Path, metavar="FILE", help=f"figures of `{name} --json` to stand in it")
    parser.add_argument("--bundle", help="the bundle of this recipe: how its networks learnt stands in it")
    rows.add(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Score what is not kept from before, then write both files."""
    beside = arguments.out.with_suffix(".md")
    written.require_files(arguments.out, beside)
    written.require_folders(arguments.work)
    measurements = {
        **{
            name: measured.read(path, kind)
            for name, kind in measured.KINDS.items()
            if (path := getattr(arguments, name)) is not None
        },
        "curves": measured.curves_of(arguments.bundle),
    }
    numbers, subject = params.load(arguments.params), rows.load(arguments)
    recipes = (registry.make(arguments.recipe, numbers), PublishedRecipe(numbers))
    steps = findings.steps(recipes, numbers, besides=not arguments.quick)
    session = Session(numbers, Cache(arguments.work), Progress(steps, quiet=arguments.quiet))
    found = findings.gather(subject, recipes, session, besides=not arguments.quick) | measurements
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(page.build(found), encoding="utf-8")
    beside.write_text(report.findings_markdown(found), encoding="utf-8")
    print(found["compared"]["sentence"])
    print(
        f"{arguments.out} and {beside}; scores of every row: {', '.join(found['files'])} in {arguments.work / 'scores'}"
    )
    return 0
