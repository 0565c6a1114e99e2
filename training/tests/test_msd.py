"""The steps from Last.fm's tags to clips, against a catalogue on loopback that misbehaves at first."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from audiofiler.testing import encode, tone
from training.cli import main
from training.datasets import DataError
from training.datasets.audiofiler2017 import GENRES
from training.datasets.index import folded
from training.datasets.msd import MillionSong
from training.msd import catalogue, genres
from training.msd.store import opened

TRACKS = [
    ("TR0001", "Ann & Co", "First Song (Remastered)", [["hip hop", "100"], ["rap", "30"], ["seen live", "90"]]),
    ("TR0002", "Ben", "Second", [["Ska", "80"]]),
    ("TR0003", "Cleo", "Unknown to all", [["trance", "50"]]),
    ("TR0004", "Dan", "No genre", [["favourite", "100"]]),
    ("TR0005", "Eve", "No tags", []),
    ("TR0006", "Ben", "Gone", [["ska", "60"]]),
]
CLIP = encode(tone(3.5), codec="mp3", channels=1)


class Stand(BaseHTTPRequestHandler):
    """An AudioFiler server with three songs; its first answer of each kind asks to wait."""

    seen: Counter[str]

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.seen[parts.path] += 1
        if parts.path == "/api/v1/tracks":
            self.search(parse_qs(parts.query))
        elif parts.path == "/api/v1/tracks/stand:1" and self.seen[parts.path] == 1:
            self.answer(503, b"{}", **{"Retry-After": "7"})
        elif parts.path == "/api/v1/tracks/stand:3":
            self.answer(404, b"{}")
        elif parts.path.startswith("/api/v1/tracks/"):
            address = f"http://{self.headers['Host']}/clip.mp3"
            self.answer(200, json.dumps({"preview_url": address}).encode())
        else:
            self.answer(200, CLIP)

    def search(self, query: dict[str, list[str]]) -> None:
        assert query["source"] == ["stand"]
        songs = {"1": ("First song", ["ann and co", "Ann & Co"]), "2": ("Second", ["Ben"]), "3": ("Gone", ["Ben"])}
        results: list[dict[str, Any]] = [
            {"id": f"stand:{key}", "source": "stand", "title": title, "artists": artists, "has_preview": True}
            for key, (title, artists) in songs.items()
        ]
        status = "rate_limited" if self.seen["/api/v1/tracks"] == 1 else "ok"
        sources = [{"id": "stand", "status": status, "retry_after": 3}, {"id": "other", "status": "unavailable"}]
        self.answer(200, json.dumps({"results": results, "sources": sources}).encode())

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    handler = type("Handler", (Stand,), {"seen": Counter()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as stand:
        thread = Thread(target=stand.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{stand.server_port}"
        stand.shutdown()
        thread.join()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What would have been waited, s."""
    waited: list[float] = []
    monkeypatch.setattr(
        catalogue.Catalogue,
        "__init__",
        lambda self, server, source, pause: vars(self).update(
            server=server, source=source, pause=pause, sleep=waited.append
        ),
    )
    return waited


def write_json(folder: Path) -> Path:
    """Write the tags as Last.fm's JSON files."""
    for track, artist, title, tags in TRACKS:
        file = folder / "tags" / track[2] / f"{track}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"track_id": track, "artist": artist, "title": title, "tags": tags, "similars": []}))
    return folder / "tags"


def write_database(folder: Path) -> Path:
    """Write the same as lastfm_tags.db and unique_tracks.txt."""
    folder.mkdir()
    with sqlite3.connect(folder / "lastfm_tags.db") as connection:
        connection.executescript(
            "CREATE TABLE tids (tid); CREATE TABLE tags (tag); CREATE TABLE tid_tag (tid, tag, val)"
        )
        for track, _, _, tags in TRACKS:
            at = connection.execute("INSERT INTO tids VALUES (?)", (track,)).lastrowid
            for tag, weight in tags:
                tag_at = connection.execute("INSERT INTO tags VALUES (?)", (tag,)).lastrowid
                connection.execute("INSERT INTO tid_tag VALUES (?, ?, ?)", (at, tag_at, float(weight)))
    connection.close()
    lines = [f"{track}<SEP>SO{track}<SEP>{artist}<SEP>{title}\n" for track, artist, title, _ in TRACKS]
    (folder / "unique_tracks.txt").write_text("".join(lines))
    return folder / "lastfm_tags.db"


def test_from_tags_to_clips(
    tmp_path: Path, server: str, waits: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    work = tmp_path / "work"
    asked = [str(work), "--server", server, "--source", "stand", "--quiet"]
    for _ in range(2):
        assert main(["msd", "read", str(work), "--tags", str(write_json(tmp_path))]) == 0
    assert main(["msd", "choose", str(work)]) == 0
    assert "5 tracks with tags" in capsys.readouterr().out
    assert main(["msd", "look-up", *asked, "--batch", "1"]) == 0
    assert 3.0 in waits
    assert main(["msd", "look-up", *asked]) == 0
    assert "4  looked up" in capsys.readouterr().out
    assert main(["msd", "fetch", *asked]) == 1
    assert "--i-have-read-the-terms" in capsys.readouterr().err
    assert main(["msd", "fetch", *asked, "--i-have-read-the-terms"]) == 0
    out, err = capsys.readouterr()
    assert "2  clips\n" in out
    assert "1  clips refused" in out
    assert "read its terms first" in err
    assert 7.0 in waits
    found = [(clip.genre, clip.group, clip.path.name) for clip in MillionSong().clips(work)]
    assert found == [("Hip-Hop", "artist annnco", "TR0001.mp3"), ("Ska", "artist ben", "TR0002.mp3")]
    assert len(MillionSong().load(work)) == 2
    assert main(["msd", "fetch", *asked, "--i-have-read-the-terms"]) == 0
    assert "0 asked for" in capsys.readouterr().out


def test_both_forms_of_tags_give_the_same(tmp_path: Path) -> None:
    found = []
    for name, source in (("a", write_json(tmp_path)), ("b", write_database(tmp_path / "database"))):
        assert main(["msd", "read", str(tmp_path / name), "--tags", str(source)]) == 0
        with opened(tmp_path / name) as connection:
            tracks = connection.execute("SELECT id, artist, title FROM track ORDER BY id").fetchall()
            tags = connection.execute("SELECT * FROM tag ORDER BY track, tag").fetchall()
        found.append((tracks, tags))
    assert found[0] == found[1]
    assert len(found[0][0]) == 5


@pytest.mark.parametrize("source", ["spotify", "itunes", "youtube"])
def test_forbidden_catalogues_are_never_asked(tmp_path: Path, source: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["msd", "read", str(tmp_path), "--tags", str(write_json(tmp_path))]) == 0
    assert main(["msd", "fetch", str(tmp_path), "--source", source, "--i-have-read-the-terms"]) == 1
    assert "nothing is fetched" in capsys.readouterr().err


def test_a_server_that_is_not_there_ends_the_run(tmp_path: Path, waits: list[float]) -> None:
    assert main(["msd", "read", str(tmp_path), "--tags", str(write_json(tmp_path))]) == 0
    assert main(["msd", "choose", str(tmp_path)]) == 0
    for address in ("http://127.0.0.1:9", "nowhere"):
        assert main(["msd", "look-up", str(tmp_path), "--source", "stand", "--server", address]) == 1
    with opened(tmp_path) as connection:
        assert connection.execute("SELECT count(*) FROM lookup").fetchone() == (0,)


def test_the_table_knows_every_genre() -> None:
    table = genres.read_table()
    assert set(table.values()) == set(GENRES)
    assert all(table[folded(genre)] == genre for genre in GENRES)


@pytest.mark.parametrize(
    ("tags", "wanted"),
    [
        ({"rock": 100, "classic rock": 80, "Hip-Hop": 90}, "Rock"),
        ({"rock": 50, "hip hop": 50}, None),
        ({"rock": 10}, None),
        ({"seen live": 100}, None),
        ({"DRUM & BASS": 40, "electronic": 39}, "D&B"),
    ],
)
def test_the_weightiest_genre_is_chosen(tags: dict[str, float], wanted: str | None) -> None:
    found = genres.genre_of_tags(tags, genres.read_table(), 20)
    assert (found and found[0]) == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Polka = ["polka"]', "'Polka' is none of the genres"),
        ('Rock = "rock"', "has no list of tags"),
        ('Rock = ["rock"]\nPop = ["ROCK"]', "stands under Rock and Pop"),
        ("Rock = [", "cannot be read"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "table.toml").write_text(text)
    with pytest.raises(DataError, match=words):
        genres.read_table(tmp_path / "table.toml")


def test_wrong_places_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["msd", "status", str(tmp_path)]) == 1
    assert main(["msd", "read", str(tmp_path), "--tags", str(tmp_path)]) == 1
    assert "holds no track with a tag" in capsys.readouterr().err
    with pytest.raises(DataError, match="holds no clip yet"):
        MillionSong().clips(tmp_path)
    (tmp_path / "x.db").write_text("no database at all, but long enough to look at")
    assert main(["msd", "read", str(tmp_path), "--tags", str(tmp_path / "x.db")]) == 1
    (tmp_path / "unique_tracks.txt").write_text("")
    assert main(["msd", "read", str(tmp_path), "--tags", str(tmp_path / "x.db")]) == 1
    assert "not lastfm_tags.db as published" in capsys.readouterr().err
