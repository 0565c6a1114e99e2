"""`audiofiler-train pictures`: ROC curve of each genre, confusion matrix and training curves as SVG files."""

import argparse
from pathlib import Path
from typing import Any

from training import curves, measured, params, pictures
from training.cache import Cache
from training.cli import rows, written
from training.progress import Progress
from training.recipes import registry
from training.scores import kept


def add(commands: Any, learning: argparse.ArgumentParser) -> None:
    """List the command."""
    parser = commands.add_parser(
        "pictures", parents=[learning], help="ROC curve of each genre and confusion matrix of a recipe as SVG files"
    )
    registry.ask(parser)
    parser.add_argument("--out", type=Path, required=True, help="folder of the pictures")
    parser.add_argument("--bundle", help="the bundle of this recipe: how its networks learnt is drawn too")
    rows.add(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Score what is not kept from before, then draw."""
    written.require_folders(arguments.out, arguments.work)
    numbers, subject = params.load(arguments.params), rows.load(arguments)
    table, recipe = subject.table, registry.make(arguments.recipe, numbers)
    progress = Progress(numbers.split.folds * recipe.steps, quiet=arguments.quiet)
    scores, _ = kept(recipe, table, numbers, Cache(arguments.work), progress)
    title = f"{recipe.name} on {subject.dataset.name}, rows held out"
    ranking = curves.ranking(scores.probabilities, table.y, table.group, table.genres, numbers.evaluation)
    drawn = {
        "roc.svg": pictures.roc(ranking, title),
        "confusion.svg": pictures.confusion(curves.confusion(scores.rows(table)), table.genres, title),
    }
    if learnt := measured.curves_of(arguments.bundle):
        drawn["curves.svg"] = pictures.learnt(learnt, recipe.name)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, picture in drawn.items():
        (arguments.out / name).write_text(picture, encoding="utf-8")
    print(f"{', '.join(drawn)} in {arguments.out}")
    return 0
