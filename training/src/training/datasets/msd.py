"""Million Song Dataset with Last.fm's tags: a genre each by weight, and the previews one was allowed to fetch.

The folder is the one `audiofiler-train msd` works in (`msd.sqlite` and `clips/`). The group is the artist.
"""

from dataclasses import dataclass
from pathlib import Path

from training.datasets.audiofiler2017 import FAMILIES
from training.datasets.base import DataError, Remote, Table
from training.datasets.index import Clip, OnClip, folded, load_clips
from training.msd.store import opened


@dataclass(frozen=True)
class MillionSong:
    """The collection of Bertin-Mahieux and others with tags of Last.fm."""

    name: str = "MSD-LastFM"
    citation: str = (
        "T. Bertin-Mahieux, D. P. W. Ellis, B. Whitman and P. Lamere, The Million Song Dataset, ISMIR 2011; its "
        "Last.fm data set of tags."
    )
    licence: str = (
        "Last.fm's tags are for research and other non-commercial use. No audio is part of it: previews stay under the "
        "terms of the catalogue they come from (docs/terms.md)."
    )
    labels: str = "listeners' tags at Last.fm"
    label_note: str = "one for each track, that of most weight: noisy, and overlapping"
    uses: str = "Training for yourself, with previews only where the catalogue's terms allow it."
    remotes: tuple[Remote, ...] = (
        Remote("https://millionsongdataset.com/lastfm", "lastfm_train.zip, lastfm_test.zip (JSON), lastfm_tags.db"),
        Remote("https://millionsongdataset.com/pages/getting-dataset", "track_metadata.db, unique_tracks.txt"),
    )

    @property
    def families(self) -> dict[str, str]:
        """The family each genre is shown under, in label order."""
        return dict(FAMILIES)

    def clips(self, path: Path) -> list[Clip]:
        """List the clips that were fetched."""
        asked = (
            "SELECT file, genre, artist FROM clip JOIN track ON id = track WHERE file IS NOT NULL AND genre IS NOT NULL"
        )
        with opened(path) as connection:
            rows = connection.execute(f"{asked} ORDER BY id").fetchall()
        clips = [Clip(path / file, genre, f"artist {folded(artist) or artist}") for file, genre, artist in rows]
        if not clips:
            raise DataError(f"{path} holds no clip yet; `audiofiler-train msd fetch` gets them")
        return clips

    def load(self, path: Path, *, verify: bool = True, on_clip: OnClip | None = None) -> Table:
        """Compute the features of every clip; with `verify`, refuse when a file is missing or broken."""
        return load_clips(self.clips(path), verify=verify, on_clip=on_clip)
