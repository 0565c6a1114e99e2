"""Your own music: a folder of folders named by genre, or a CSV of paths and labels.

A folder: `GENRE/song.mp3` or `GENRE/ARTIST/…/song.mp3`. With artist folders an artist is never parted by a split, not
even one who appears under two genres; without them every file stands alone, and songs of one album may stand on both
sides of a split, which flatters scores. The same audio under several names is never parted either.

A CSV: a header with `path` and `genre` (or `label`), and if you have them `group` (or `artist`) and `split`. Paths are
relative to the CSV. Commas, semicolons and tabs all do.
"""

import csv
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from training.datasets.audiofiler2017 import FAMILIES
from training.datasets.base import DataError, Remote, Table
from training.datasets.index import Broken, Clip, OnClip, audio_files, load_clips

_COLUMNS = {
    "path": ("path", "file", "filename"),
    "genre": ("genre", "label"),
    "group": ("group", "artist"),
    "split": ("split",),
}
"""What a column may be called."""


@dataclass(frozen=True)
class Folders:
    """Any folder of genre folders, or any CSV of paths and labels."""

    name: str = "folders"
    citation: str = "Your own files."
    licence: str = "Yours to know: the terms under which you have the files."
    labels: str = "the names of your folders or the words of your list"
    label_note: str = "one for each file: as even and as sharp as these are"
    uses: str = "Training for yourself. Whether a model learnt from them may be passed on depends on their terms."
    remotes: tuple[Remote, ...] = ()

    @property
    def families(self) -> dict[str, str]:
        """The families of the 26 genres; `index.families_of` answers for any genre."""
        return dict(FAMILIES)

    def clips(self, path: Path) -> list[Clip]:
        """List the clips of a folder or of a CSV.

        Raises
        ------
        DataError
            If there is nothing there, or a file named in the CSV is missing.
        """
        clips = _of_folder(path) if path.is_dir() else _of_csv(path)
        if not clips:
            raise DataError(f"{path} names no audio file (a folder for each genre, or a CSV with path and genre)")
        return clips

    def load(
        self, path: Path, *, verify: bool = True, on_clip: OnClip | None = None, broken: Broken | None = None
    ) -> Table:
        """Compute the features of every clip that can be read; the others are put into `broken`.

        Nobody published these files, so there is nothing that `verify` could hold them against.
        """
        return load_clips(self.clips(path), verify=False, on_clip=on_clip, broken=broken)


def _of_folder(root: Path) -> list[Clip]:
    clips = []
    for folder in sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith(".")):
        genre = _text(folder.name)
        for file in audio_files(folder):
            inside = file.relative_to(folder)
            group = _text(inside.parts[0]) if len(inside.parts) > 1 else f"{genre}/{_text(inside.name)}"
            clips.append(Clip(file, genre, group))
    return clips


def _of_csv(path: Path) -> list[Clip]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as stream:
            first = stream.readline()
            delimiter = max(",;\t", key=first.count)
            stream.seek(0)
            rows = list(csv.DictReader(stream, delimiter=delimiter))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    names = _names(list(rows[0]) if rows else [], path)
    clips = [_clip(row, names, path, line) for line, row in enumerate(rows, start=2)]
    missing = [clip.path for clip in clips if not clip.path.is_file()]
    if missing:
        raise DataError(f"{path}: {len(missing)} of {len(clips)} files are missing, first {missing[0]}")
    return clips


def _names(header: list[str], path: Path) -> dict[str, str]:
    """Find what the CSV calls each column."""
    there = {str(name).strip().casefold(): name for name in header if name}
    names = {}
    for column, spellings in _COLUMNS.items():
        found = next((there[spelling] for spelling in spellings if spelling in there), None)
        if found is not None:
            names[column] = found
    if not {"path", "genre"} <= set(names):
        raise DataError(f"{path} should have a header with path and genre (or label), and a row for each file")
    return names


def _clip(row: dict[str, str | None], names: dict[str, str], path: Path, line: int) -> Clip:
    cells = {column: _text(row.get(name) or "") for column, name in names.items()}
    if not cells["path"] or not cells["genre"]:
        raise DataError(f"{path}, line {line}: no path or no genre")
    file = path.parent / cells["path"]
    return Clip(file, cells["genre"], cells.get("group") or cells["path"], cells.get("split") or None)


def _text(name: str) -> str:
    """Return a name as one and the same string on every file system."""
    return unicodedata.normalize("NFC", name).strip()
