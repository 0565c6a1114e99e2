"""Who is asked about clips: a bundle, and the published recipe beside it when there are rows to train it on."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from audiofiler.ensemble import Ensemble
from audiofiler.schema import SCHEMA_ID
from training import hearing, params
from training.cache import Cache
from training.cli import written
from training.datasets.audiofiler2017 import AudioFiler2017
from training.hearing import Voter
from training.progress import Progress
from training.recipes import PublishedRecipe

_WORK = Path(__file__).resolve().parents[4] / "var" / "training"


def add(parser: argparse.ArgumentParser) -> None:
    """Ask who answers, and where to keep and write what was found."""
    parser.add_argument("--bundle", help="folder or name of the bundle (the shipped one)")
    parser.add_argument("--data", type=Path, help="AudioFiler-2017: train the published recipe on it, as the baseline")
    parser.add_argument("--unverified", action="store_true", help="take rows that are not the published ones")
    parser.add_argument("--params", type=Path, default=params.DEFAULT_PATH, help="parameter file (%(default)s)")
    parser.add_argument("--work", type=Path, default=_WORK, help="where what was heard is kept (%(default)s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there too")
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr")


class Asked:
    """What a command was told, ready to use."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        written.require_folders(arguments.work)
        if arguments.json:
            written.require_files(arguments.json)
        self.numbers = params.load(arguments.params)
        self.forests = Ensemble.load(arguments.bundle) if arguments.bundle else Ensemble.load()
        self.cache = Cache(arguments.work)
        self._data, self._verify, self._quiet = arguments.data, not arguments.unverified, arguments.quiet

    @property
    def schemas(self) -> tuple[str, ...]:
        """The schemas clips have to be heard in."""
        baseline = (SCHEMA_ID,) if self._data is not None else ()
        return tuple(dict.fromkeys((self.forests.schema, *baseline)))

    def progress(self, clips: int) -> Callable[[Path, bool], None]:
        """Return what counts the clips that are heard."""
        counting = Progress(clips, quiet=self._quiet)
        return lambda path, cached: counting.step(path.name, cached=cached)

    def voters(self) -> Mapping[str, Voter]:
        """Return the bundle and, where there are rows, the published recipe, by name."""
        found = {f"{self.forests.name} {self.forests.version}": hearing.bundle(self.forests)}
        if self._data is not None:
            table = AudioFiler2017().load(self._data, verify=self._verify)
            published = PublishedRecipe(self.numbers)
            counting = Progress(published.steps, quiet=self._quiet)
            found["published"] = hearing.recipe(
                published, table, self.cache, lambda what, cached: counting.step(f"published: {what}", cached=cached)
            )
        return found


def refusals(refused: Mapping[str, str]) -> int:
    """Name the clips that were left out; 1 if there are any."""
    for name, code in refused.items():
        print(f"left out: {name} ({code})", file=sys.stderr)
    return 1 if refused else 0
