"""FMA: 30 s clips of the Free Music Archive, with the genre their artists chose and an artist-filtered split.

Read as published: `fma_metadata/tracks.csv` (three header rows) and `fma_small/`, `fma_medium/` or `fma_large/` with
`000/000002.mp3`, both in the folder given (which may also be the audio folder itself). `small` holds 8,000 tracks of
eight genres in equal numbers, `medium` 25,000 of sixteen, `large` 106,574, of which those with one top genre are taken.
Medium contains small, large contains medium. No artist is on two sides of the published split; the group is the artist.

A handful of the published clips are silent or cut short; they turn up as refused files.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.datasets.base import DataError, Remote, Table
from training.datasets.index import Clip, OnClip, families_of, load_clips

SIZES = ("small", "medium", "large")

GENRES = (
    "Blues",
    "Classical",
    "Country",
    "Easy Listening",
    "Electronic",
    "Experimental",
    "Folk",
    "Hip-Hop",
    "Instrumental",
    "International",
    "Jazz",
    "Old-Time / Historic",
    "Pop",
    "Rock",
    "Soul-RnB",
    "Spoken",
)
"""The sixteen top genres; `small` has eight of them."""

_SPLITS = {"training": "train", "validation": "valid", "test": "test"}
_COLUMNS = (("set", "split"), ("set", "subset"), ("track", "genre_top"), ("artist", "id"))
_LONGEST_FIELD = 16 * 2**20  # biographies and descriptions are long


def _archive(name: str, what: str, sha1: str) -> Remote:
    return Remote(f"https://os.unil.cloud.switch.ch/fma/{name}.zip", what, f"sha1:{sha1}")


_METADATA = _archive(
    "fma_metadata", "fma_metadata.zip, 342 MiB: tracks.csv and more", "f0df49ffe5f2a6008d7dc83c6915b31835dfe733"
)
_AUDIO = {
    "small": _archive("fma_small", "fma_small.zip, 7.2 GiB", "ade154f733639d52e35e32f5593efe5be76c6d70"),
    "medium": _archive("fma_medium", "fma_medium.zip, 22 GiB", "c67b69ea232021025fca9231fc1c7c1a063ab50b"),
    "large": _archive("fma_large", "fma_large.zip, 93 GiB", "497109f4dd721066b5ce5e5f250ec604dc78939e"),
}


@dataclass(frozen=True)
class Fma:
    """One size of the collection of Defferrard and others.

    Attributes
    ----------
    size : str
        `small`, `medium` or `large`.
    """

    size: str = "small"
    citation: str = (
        "M. Defferrard, K. Benzi, P. Vandergheynst and X. Bresson, FMA: a dataset for music analysis, ISMIR 2017, "
        "arXiv:1612.01840."
    )
    licence: str = (
        "Metadata CC BY 4.0. Each track under the Creative Commons licence its artist chose (tracks.csv names it); "
        "many forbid commercial use or derived works. Published for research."
    )
    labels: str = "what the artists call their own tracks"
    label_note: str = "one for each: what is one genre to one artist is another to the next"
    uses: str = "Training and measuring. Before a model learnt from it is sold, look at the licences of its tracks."

    @property
    def name(self) -> str:
        """Short name."""
        return f"FMA-{self.size}"

    @property
    def remotes(self) -> tuple[Remote, ...]:
        """Where it was published."""
        return (_METADATA, _AUDIO[self.size])

    @property
    def families(self) -> dict[str, str]:
        """The family each genre is shown under, in label order."""
        own = {"Soul-RnB": "Soul, Funk & Disco"}
        return families_of(GENRES) | own

    def clips(self, path: Path) -> list[Clip]:
        """List the clips of this size whose files are there, by track number.

        Raises
        ------
        DataError
            If tracks.csv or the audio is missing.
        """
        clips = [clip for clip in self._listed(path) if clip.path.is_file()]
        if not clips:
            raise DataError(f"{path} holds no audio of FMA {self.size} (000/000002.mp3 …)")
        return clips

    def load(self, path: Path, *, verify: bool = True, on_clip: OnClip | None = None) -> Table:
        """Compute the features of every clip; with `verify`, refuse when a file is missing or broken."""
        clips = self.clips(path)
        missing = sum(1 for _ in self._listed(path)) - len(clips) if verify else 0
        if missing:
            raise DataError(f"{path}: {missing} files of FMA {self.size} are missing (--unverified does without)")
        return load_clips(clips, verify=verify, on_clip=on_clip)

    def _listed(self, path: Path) -> Iterator[Clip]:
        audio = path / f"fma_{self.size}"
        audio = audio if audio.is_dir() else path
        wanted = SIZES[: SIZES.index(self.size) + 1]
        for track, row in _tracks(_metadata(path)):
            split, subset, genre, artist = (row[column] for column in _COLUMNS)
            if subset in wanted and genre:
                name = f"{track:06d}"
                yield Clip(audio / name[:3] / f"{name}.mp3", genre, f"artist {artist}", _SPLITS[split])


def _metadata(path: Path) -> Path:
    for place in (path, path.parent):
        for inside in ("fma_metadata/tracks.csv", "tracks.csv"):
            if (place / inside).is_file():
                return place / inside
    raise DataError(f"{path}: fma_metadata/tracks.csv is not there (from {_METADATA.address})")


def _tracks(file: Path) -> Iterator[tuple[int, dict[tuple[str, str], str]]]:
    """Yield number and wanted cells of each track, by number."""
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        with file.open(newline="", encoding="utf-8") as stream:
            rows = csv.reader(stream)
            head = list(zip(next(rows), next(rows), strict=True))
            next(rows)
            place = {column: head.index(column) for column in _COLUMNS}
            found = [(int(row[0]), {column: row[at].strip() for column, at in place.items()}) for row in rows]
    except (OSError, ValueError, IndexError, StopIteration, csv.Error) as error:
        raise DataError(f"{file} is not the published tracks.csv: {error}") from error
    finally:
        csv.field_size_limit(before)
    unknown = {row["set", "split"] for _, row in found} - set(_SPLITS)
    if unknown:
        raise DataError(f"{file} names an unknown split: {', '.join(sorted(unknown))}")
    yield from sorted(found, key=lambda track: track[0])
