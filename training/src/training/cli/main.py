"""The command `audiofiler-train`: evaluate, train, print the model card, measure the votes."""

import argparse
import contextlib
import json
import sys
from pathlib import Path

from audiofiler.ensemble import BundleError, SchemaMismatch
from training import params, report, shipping
from training.bench_votes import measure
from training.cache import Cache
from training.cli import (
    cards,
    challenge,
    compare,
    datasets,
    explore,
    extract,
    msd,
    pictures,
    promote,
    robustness,
    rows,
    transfer,
    unknown,
    written,
)
from training.cli import map as map_command
from training.cli import report as report_command
from training.datasets import DataError
from training.export import ExportError
from training.progress import Progress
from training.recipes import registry

_ROOT = Path(__file__).resolve().parents[4]
_DATA_HELP = "the .npz of AudioFiler-2017, or the folder with its published files (batches/, single_num_genre_tags.txt)"
_EXAMPLES = """examples:
  audiofiler-train evaluate --data train.npz         score the recipe and the published one on five grouped folds
  audiofiler-train train --data AudioFiler/data      the same, then train on all rows; writes models/ and the card
  audiofiler-train report --data train.npz --out report.html   all of it as one page with pictures
  audiofiler-train compare A B --data train.npz      which is better, and whether that is more than chance
  audiofiler-train robustness CLIPS                  how many votes stay when clips are changed as real clips are
  audiofiler-train transfer gtzan DATA               how well it holds on another collection
  audiofiler-train explore folders MUSIC             what is in a folder of genre folders, as one page
  audiofiler-train train --recipe hybrid --data train.npz      another model: see --help for the recipes
  audiofiler-train card --all --check                fail if a model card is not what its bundle says
  audiofiler-train challenge --data train.npz --feedback FILE  does learning from people beat the model that serves?
  audiofiler-train promote var/challenger            let a winner serve; `rollback` and `versions` go with it
  audiofiler-train bench --json                      one vector's votes against scikit-learn's

An interrupted run goes on where it stopped: finished forests are kept in var/training/.
"""


def main(argv: list[str] | None = None) -> int:
    """Run the command; 0 all well, 1 something refused, 2 wrong usage, or a place that cannot be written to."""
    arguments = _parser().parse_args(argv)
    try:
        with contextlib.ExitStack() as stack:
            if getattr(arguments, "forests_on", None):
                from training import cluster  # noqa: PLC0415 - Dask takes a second to load

                stack.enter_context(cluster.forests_on(arguments.forests_on))
            return int(arguments.run(arguments))
    except written.NotWritable as error:
        print(f"audiofiler-train: {error}", file=sys.stderr)
        return 2
    except (DataError, params.ParamsError, ExportError, BundleError, SchemaMismatch) as error:
        print(f"audiofiler-train: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("audiofiler-train: stopped; finished forests are kept, the same command goes on", file=sys.stderr)
        return 130


def _evaluate(arguments: argparse.Namespace) -> int:
    written.require_folders(arguments.work)
    numbers, subject = params.load(arguments.params), rows.load(arguments)
    recipe = registry.make(arguments.recipe, numbers)
    session = _session(numbers, shipping.evaluation_steps(recipe, numbers), arguments)
    scores = shipping.scores(shipping.evaluate(recipe, subject.table, session), subject.table, numbers)
    if arguments.json:
        print(json.dumps(scores, indent=1, ensure_ascii=False))
    else:
        print(f"{scores['protocol']}\n\n{report.scores_table(scores)}")
    return 0


def _train(arguments: argparse.Namespace) -> int:
    registry.ship_of(arguments.recipe)
    _require_places(arguments)
    numbers, (dataset, table, _) = params.load(arguments.params), rows.load(arguments)
    recipe = registry.make(arguments.recipe, numbers)
    name = arguments.name or shipping.bundle_name(recipe.name, dataset, table, numbers)
    folder = arguments.out or _ROOT / "models" / name
    session = _session(numbers, shipping.evaluation_steps(recipe, numbers) + recipe.steps, arguments)
    ensemble = shipping.train(dataset, table, shipping.Order(recipe.name, name, folder), session)
    cards.write(ensemble, arguments.card)
    print(report.scores_table(ensemble.manifest["scores"]))
    return 0


def _require_places(arguments: argparse.Namespace) -> None:
    """Refuse where bundle, card or what is kept could not be written; a bundle is made beside its place."""
    folder = arguments.out or _ROOT / "models" / (arguments.name or "new")
    written.require_folders(arguments.work, folder, folder.parent)
    written.require_files(arguments.card or _ROOT / "docs" / "models" / "new.md")


def _bench(arguments: argparse.Namespace) -> int:
    found = measure(arguments.repeats)
    if arguments.json:
        print(json.dumps(found.as_dict()))
    else:
        print(f"load {found.load_ms:.0f} ms ({found.bundle_bytes / 1e6:.1f} MB)")
        print(f"votes of one vector {found.votes_ms:.2f} ms")
        print(f"{found.forests} scikit-learn predict calls {found.sklearn_ms:.1f} ms: {found.ratio:.0f} times as long")
    return 0


def _session(numbers: params.Params, steps: int, arguments: argparse.Namespace) -> shipping.Session:
    return shipping.Session(numbers, Cache(arguments.work), Progress(steps, quiet=arguments.quiet))


def _parser() -> argparse.ArgumentParser:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        "audiofiler-train", description="Train and evaluate genre models.", epilog=_EXAMPLES, formatter_class=plain
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    learning = argparse.ArgumentParser(add_help=False)
    learning.add_argument("--data", type=Path, required=True, help=_DATA_HELP)
    learning.add_argument(
        "--unverified",
        action="store_true",
        help="take rows that are not the published ones, and leave out files that cannot be read",
    )
    learning.add_argument("--params", type=Path, default=params.DEFAULT_PATH, help="parameter file (%(default)s)")
    learning.add_argument(
        "--work", type=Path, default=_ROOT / "var" / "training", help="where what is finished is kept"
    )
    learning.add_argument(
        "--scheduler",
        dest="forests_on",
        metavar="tcp://HOST:PORT",
        help="a Dask scheduler whose workers train the forests; else threads of this process",
    )
    learning.add_argument("--quiet", action="store_true", help="no progress on stderr")
    evaluate = commands.add_parser(
        "evaluate", parents=[learning], help="score a recipe and the published one on grouped folds"
    )
    evaluate.add_argument("--json", action="store_true", help="scores as JSON")
    evaluate.set_defaults(run=_evaluate)
    train = commands.add_parser("train", parents=[learning], help="evaluate, train on all rows, write bundle and card")
    train.add_argument("--name", help="of the bundle (made of recipe, data set and number of genres)")
    train.add_argument("--out", type=Path, help="folder of the bundle (models/NAME)")
    train.set_defaults(run=_train)
    train.add_argument("--card", type=Path, help="page of the model card (docs/model-card.md; docs/models/NAME.md)")
    for command in (evaluate, train):
        rows.add(command)
        registry.ask(command)
    cards.add(commands)
    report_command.add(commands, learning)
    pictures.add(commands, learning)
    datasets.add(commands)
    explore.add(commands)
    msd.add(commands)
    compare.add(commands)
    challenge.add(commands, learning)
    promote.add(commands)
    extract.add(commands)
    robustness.add(commands)
    transfer.add(commands)
    unknown.add(commands)
    map_command.add(commands)
    bench = commands.add_parser("bench", help="measure loading and voting")
    bench.add_argument("--json", action="store_true", help="one JSON object")
    bench.add_argument("--repeats", type=int, default=100, help="calls timed (%(default)s)")
    bench.set_defaults(run=_bench)
    return parser
