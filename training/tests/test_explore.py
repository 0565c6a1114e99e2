"""The exploratory report finds what was put wrong, in one file that needs nothing else."""

import json
import re
import struct
from html.parser import HTMLParser
from pathlib import Path

import mutagen
import numpy as np
import pytest

from audiofiler.testing import encode, music, tone
from training.cli import main
from training.datasets import Table
from training.datasets.registry import DATASETS
from training.exploring import draw
from training.exploring.survey import equal_rows, near_rows

SONGS = [np.concatenate([music(4.0, seed=10 * k + part) for part in range(3)]) for k in range(4)]


@pytest.fixture(scope="module")
def songs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two genres; a song stands under both, one file is broken, one silent, one tagged."""
    root = tmp_path_factory.mktemp("music")
    files = {
        "Rock/one.mp3": encode(SONGS[0], codec="mp3"),
        "Rock/two.wav": encode(SONGS[1], codec="wav", channels=1),
        "Ska & more/copy.mp3": encode(SONGS[0] * 0.5, codec="mp3", bit_rate=96_000),
        "Ska & more/three.flac": encode(SONGS[2], codec="flac"),
        "Ska & more/silent.wav": encode(tone(4.0, level=0.0), codec="wav"),
        "Ska & more/<broken>.mp3": b"no sound",
    }
    for name, data in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(data)
    tagged = mutagen.File(root / "Rock" / "one.mp3", easy=True)
    if tagged.tags is None:
        tagged.add_tags()
    tagged["genre"], tagged["artist"] = "rock", "The <Band>"
    tagged.save()
    return root


class Reader(HTMLParser):
    """Collects text, and fails on anything that is fetched from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {"script", "link", "iframe"}
        for name, value in attrs:
            if name in {"src", "href"}:
                assert (value or "").startswith("data:image/png;base64,")
        if tag not in {"meta", "img"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A closed one needs no end."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: Path) -> str:
    """Return the text of a page that is whole and needs nothing else."""
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    assert reader.open == []
    return re.sub(r"\s+", " ", " ".join(reader.text))


def test_it_finds_what_was_put_wrong(songs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "deep" / "report.html"
    assert main(["explore", "folders", str(songs), "--out", str(out)]) == 0
    printed, progress = capsys.readouterr()
    assert "6 clips listened to, 2 broken, 1 pairs of one recording" in printed
    assert "6/6" in progress
    text = read(out)
    for words in (
        "unsupported_media 1 <broken>.mp3",
        "silent_audio 1 silent.wav",
        "labels differ (Rock, Ska & more); groups differ",
        "1 of 4",
        "The <Band> (1)",
        "Of 1 files with a genre tag, 1 say the same",
        "44.1 kHz",
        "Ska & more: three.flac",
    ):
        assert words.replace("three.flac", "copy.mp3") in text, words


def test_a_part_can_be_listened_to(songs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "report.html"
    assert main(["explore", "folders", str(songs), "--out", str(out), "--limit", "2", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    assert "2 (taken evenly)" in read(out)
    assert main(["explore", "folders", str(songs), "--limit", "0"]) == 1
    assert main(["explore", "folders", str(tmp_path / "none")]) == 1


def test_a_data_set_without_audio(npz: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert main(["explore", "audiofiler-2017", str(npz), "--out", str(out), "--unverified"]) == 0
    text = read(out)
    assert "40 vectors stand in the data more than once (40 rows too many); 40 of them under different labels" in text
    assert "0 in different groups" in text
    assert "Broken files" not in text


def test_near_and_equal_rows(table: Table) -> None:
    X = np.concatenate([table.X[:50], table.X[:1], table.X[1:2] + 1e-3])
    some = Table(X, np.zeros(52, np.int64), np.arange(52), table.features, table.genres)
    assert equal_rows(some)[0] == [0, 50]
    assert (1, 51) in [pair[:2] for pair in near_rows(some)]
    assert near_rows(some.take(np.arange(2))) == []


def test_a_png_is_one() -> None:
    data = draw.png(np.linspace(0, 1, 12).reshape(3, 4))
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", data[16:24]) == (4, 3)


def test_datasets_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["datasets"]) == 0
    text = capsys.readouterr().out
    assert all(dataset.name in text for dataset in DATASETS)
    assert main(["datasets", "fma-small", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["audio"]
    assert facts["remotes"][1]["checksum"] == "sha1:ade154f733639d52e35e32f5593efe5be76c6d70"
    assert main(["datasets", "nothing"]) == 1


def test_an_index_is_written_and_checked(songs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    index = str(tmp_path / "index.csv")
    assert main(["datasets", "folders", str(songs), "--index", index]) == 0
    assert main(["datasets", "folders", str(songs), "--check", index]) == 0
    assert "every file is as the index says" in capsys.readouterr().out
    (tmp_path / "index.csv").write_text((tmp_path / "index.csv").read_text() + "Rock/gone.mp3,Rock,gone,,1,00\n")
    assert main(["datasets", "folders", str(songs), "--check", index]) == 1
    assert "Rock/gone.mp3 is missing" in capsys.readouterr().out
    assert main(["datasets", "folders", "--check", index]) == 1
