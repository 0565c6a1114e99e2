"""GTZAN: 1,000 clips of 30 s in ten genres (22.05 kHz, mono), the field's most used and most faulty collection.

Two forms are read: a folder of audio (`GENRE/GENRE.00000.wav`, also `.au` or `.mp3`; the folder itself or its `genres`,
`genres_original` or `audio`), and a published table of 57 librosa statistics a row (`clip` or `filename`, `label`,
perhaps `split`, and the statistics), one row a clip or one a segment of it; segments of a clip are never parted.

Sturm found repeated, distorted and mislabelled clips, and one artist under many numbers (35 of the reggae clips are Bob
Marley's). So the fault-filtered split of Kereliuk, Sturm and Larsen is the default: three lists of 930 clips, with no
artist on two sides and without the repeated and distorted ones. They are looked for beside the data as
`train_filtered.txt`, `valid_filtered.txt` and `test_filtered.txt`; a clip in none of them is left out. The lists keep
clips whose label is disputed: name those you do not want in a file `excluded.txt`, one a line, taking Sturm's tables.

`GTZAN-all` reads every clip as it stands, to show what the faults do to a score; never believe one measured on it.
"""

import csv
import hashlib
import math
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.datasets.base import DataError, Remote, Table
from training.datasets.index import Clip, OnClip, audio_files, families_of, load_clips, table_of

GENRES = ("blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock")

N_STATISTICS = 57

_SPLITS = {
    "train": "82df3d4426e1dc8a15f1dece2ed0d89ce240ecbd9818b6f947488a9f5d581c85",
    "valid": "049e4ab67938aa22901cf0c611958fce0b9b9ff14362f658036bde470a37f71d",
    "test": "54cd6cf4ad283da2fba4c6ab3f4733374983708eeef9ee209d7670a575d8d988",
}
"""The sha256 of each list's clip names, sorted, one a line (443, 197 and 290 of them)."""

_CLIP = re.compile(rf"({'|'.join(GENRES)})\.\d{{5}}")
_INSIDE = ("", "genres", "genres_original", "audio")
_NO_STATISTICS = {"clip", "filename", "segment", "split", "label", "length"}


@dataclass(frozen=True)
class Gtzan:
    """The collection of Tzanetakis and Cook.

    Attributes
    ----------
    filtered : bool
        Take the clips of the fault-filtered lists; else all.
    """

    name: str = "GTZAN"
    filtered: bool = True
    citation: str = (
        "G. Tzanetakis and P. Cook, Musical genre classification of audio signals, IEEE Transactions on Speech and "
        "Audio Processing 10(5), 2002, doi:10.1109/TSA.2002.800560. Its faults: B. L. Sturm, The GTZAN dataset: its "
        "contents, its faults, their effects on evaluation, and its future use, 2013, arXiv:1306.1461. The "
        "fault-filtered split: C. Kereliuk, B. L. Sturm and J. Larsen, Deep learning and music adversaries, 2015, "
        "arXiv:1507.04761."
    )
    licence: str = (
        "None: excerpts of commercial recordings, collected without their owners' leave and circulated for research."
    )
    labels: str = "those its collectors gave"
    label_note: str = "one for each clip; some are known to be wrong"
    uses: str = "Measuring and training. Neither its audio nor features of it are passed on."
    remotes: tuple[Remote, ...] = (
        Remote(
            "https://opihi.cs.uvic.ca/sound/genres.tar.gz",
            "genres.tar.gz, the audio as .au (the address answers no more; copies circulate)",
            "sha256:24347e0223d2ba798e0a558c4c172d9d4a19c00bb7963fe055d183dadb4ef2c6",
        ),
        Remote("https://github.com/coreyker/dnn-mgr", "gtzan/: the fault-filtered lists"),
    )

    @property
    def families(self) -> dict[str, str]:
        """The family each genre is shown under, in label order."""
        return families_of(GENRES)

    def clips(self, path: Path) -> list[Clip]:
        """List the clips of an audio folder, by genre and number.

        Raises
        ------
        DataError
            If there are no clips, or no lists to filter them with.
        """
        root = _root(path)
        files = {
            file.stem: file for genre in GENRES for file in audio_files(root / genre) if _CLIP.fullmatch(file.stem)
        }
        lists = self._lists(path, verify=False)
        clips = [
            Clip(files[clip], clip.partition(".")[0], clip, None if lists is None else lists[clip])
            for clip in sorted(files)
            if lists is None or clip in lists
        ]
        if not clips:
            raise DataError(f"{path} holds no clip of the lists")
        return clips

    def load(self, path: Path, *, verify: bool = True, on_clip: OnClip | None = None) -> Table:
        """Read the statistics of a table, or compute the 70 features of a folder's clips.

        Raises
        ------
        DataError
            Naming what is missing or wrong; with `verify` also if the lists are not the published ones or a clip is
            broken.
        """
        if path.is_file():
            return self._load_statistics(path, verify=verify)
        self._lists(path, verify=verify)
        return load_clips(self.clips(path), verify=verify, on_clip=on_clip)

    def _lists(self, path: Path, *, verify: bool) -> dict[str, str] | None:
        """Return the split of each clip that is in, or None when all are."""
        if not self.filtered:
            return None
        folder = path if path.is_dir() else path.parent
        for place in (folder, folder.parent):
            found = {split: place / f"{split}_filtered.txt" for split in _SPLITS}
            read = {split: _names(file) for split, file in found.items() if file.is_file()}
            if read:
                return _without(_checked(read, place, verify=verify), place / "excluded.txt")
        raise DataError(
            f"{path}: the fault-filtered lists (train_filtered.txt, valid_filtered.txt, test_filtered.txt) are not "
            f"beside the data; they are published at {self.remotes[1].address}"
        )

    def _load_statistics(self, path: Path, *, verify: bool) -> Table:
        rows = _rows(path)
        clip = "clip" if "clip" in rows[0] else "filename"
        columns = [name for name in rows[0] if name not in _NO_STATISTICS]
        names = [_clip_name(row.get(clip, ""), path) for row in rows]
        lists: dict[str, str] | None = None
        if self.filtered:
            inside = {name: row["split"] for name, row in zip(names, rows, strict=True)} if "split" in rows[0] else None
            lists = self._lists(path, verify=verify) if inside is None else _checked_column(inside, path, verify=verify)
        kept = [k for k, name in enumerate(names) if lists is None or name in lists]
        if len(columns) != N_STATISTICS or not kept:
            raise DataError(f"{path} should hold {N_STATISTICS} statistics of clips of the lists")
        clips = [Clip(path, rows[k]["label"], names[k], None if lists is None else lists[names[k]]) for k in kept]
        if any(clip.genre != clip.group.partition(".")[0] for clip in clips):
            raise DataError(f"{path}: a label is not that of its clip")
        try:
            values = np.array([[float(rows[k][name]) for name in columns] for k in kept])
        except (TypeError, ValueError) as error:
            raise DataError(f"{path}: a statistic is not a number: {error}") from error
        if not all(math.isfinite(value) for value in values.sum(axis=1)):
            raise DataError(f"{path}: a statistic is not finite")
        return table_of(clips, values, columns)


def _root(path: Path) -> Path:
    """Find the folder that holds the genres' folders."""
    for inside in _INSIDE:
        if any((path / inside / genre).is_dir() for genre in GENRES):
            return path / inside
    raise DataError(f"{path} is neither a table of statistics nor a folder with {', '.join(GENRES[:3])} …")


def _names(file: Path) -> list[str]:
    """Return the clip names of a list, whatever stands around them."""
    return [found.group() for line in file.read_text(encoding="utf-8").splitlines() if (found := _CLIP.search(line))]


def _checked(lists: dict[str, list[str]], place: Path, *, verify: bool) -> dict[str, str]:
    split_of: dict[str, str] = {}
    for split, names in lists.items():
        content = hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()
        if verify and content != _SPLITS[split]:
            raise DataError(f"{place}: the {split} list is not the published one (--unverified uses it anyway)")
        if not split_of.keys().isdisjoint(names):
            raise DataError(f"{place}: a clip is in two lists")
        split_of |= dict.fromkeys(names, split)
    return split_of


def _checked_column(split_of: dict[str, str], path: Path, *, verify: bool) -> dict[str, str]:
    lists: dict[str, list[str]] = {}
    for name, split in split_of.items():
        if split not in _SPLITS:
            raise DataError(f"{path}: {split!r} is none of {', '.join(_SPLITS)}")
        lists.setdefault(split, []).append(name)
    return _without(_checked(lists, path, verify=verify), path.parent / "excluded.txt")


def _without(split_of: dict[str, str], excluded: Path) -> dict[str, str]:
    out = set(_names(excluded)) if excluded.is_file() else set()
    return {name: split for name, split in split_of.items() if name not in out}


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    if not rows or "label" not in rows[0] or not {"clip", "filename"} & set(rows[0]):
        raise DataError(f"{path} should have a header with clip (or filename) and label, and a row for each segment")
    return rows


def _clip_name(text: str, path: Path) -> str:
    found = _CLIP.match(text)
    if found is None:
        raise DataError(f"{path}: {text!r} is no clip of this collection")
    return found.group()
