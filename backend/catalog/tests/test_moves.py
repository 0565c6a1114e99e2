"""Files that move, disks that are away, and walks that are interrupted."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from backend.catalog import services
from backend.catalog.fingerprint import PIECE, fingerprint
from backend.catalog.models import LibraryScan, LibraryTrack
from backend.catalog.sources import library as library_source
from backend.tests.helpers import scan, write_song

pytestmark = pytest.mark.django_db


def keys() -> dict[str, str]:
    return dict(LibraryTrack.objects.values_list("title", "key"))


def test_it_works(library: Path) -> None:
    before = keys()
    LibraryTrack.objects.filter(title="Jóga").update(audio_sha256="a" * 64)
    (library / "elsewhere").mkdir()
    (library / "two.mp3").rename(library / "elsewhere" / "renamed.mp3")
    found = scan()
    assert (found.files, found.indexed, found.moved, found.removed) == (2, 0, 1, 0)
    assert keys() == before
    row = LibraryTrack.objects.get(title="Jóga")
    assert row.path == str(library / "elsewhere" / "renamed.mp3")
    assert row.audio_sha256 == "a" * 64
    assert library_source.file_of(row) == Path(row.path)
    assert scan().moved == 0


def test_a_folder_that_is_renamed_takes_its_songs_along(library: Path) -> None:
    before = keys()
    (library / "album").rename(library / "another name")
    found = scan()
    assert (found.moved, found.removed) == (1, 0)
    assert keys() == before


def test_a_copy_is_a_song_of_its_own(library: Path) -> None:
    before = keys()
    (library / "copy.mp3").write_bytes((library / "two.mp3").read_bytes())
    found = scan()
    assert (found.indexed, found.moved) == (1, 0)
    assert LibraryTrack.objects.get(path=str(library / "two.mp3")).key == before["Jóga"]


def test_two_copies_move_to_two_places(library: Path) -> None:
    data = (library / "two.mp3").read_bytes()
    (library / "copy.mp3").write_bytes(data)
    scan()
    before = set(LibraryTrack.objects.values_list("key", flat=True))
    for name in ("two.mp3", "copy.mp3"):
        (library / name).rename(library / f"moved {name}")
    assert scan().moved == 2
    assert set(LibraryTrack.objects.values_list("key", flat=True)) == before


def test_a_new_song_at_the_place_of_one_that_moved_away(library: Path, song: bytes) -> None:
    before = keys()
    (library / "two.mp3").rename(library / "a.mp3")
    scan()
    write_song(library / "two.mp3", song, title="Newcomer", artist="Somebody")
    found = scan()
    assert (found.indexed, found.moved, found.removed) == (1, 0, 0)
    assert keys()["Jóga"] == before["Jóga"]
    assert keys()["Newcomer"] not in before.values()
    write_song(library / "two.mp3", song, title="Changed", artist="Somebody")
    key = keys()["Newcomer"]
    scan()
    assert keys()["Changed"] == key


def test_a_mount_point_without_its_disk_is_not_an_empty_folder(library: Path, tmp_path: Path) -> None:
    library.rename(tmp_path / "away")
    library.mkdir()
    assert scan().removed == 0
    assert len(keys()) == 2
    library.rmdir()
    (tmp_path / "away").rename(library)
    found = scan()
    assert (found.indexed, found.removed) == (0, 0)


def test_songs_of_a_disk_that_is_away_have_not_moved(library: Path, settings, tmp_path: Path) -> None:
    data = (library / "two.mp3").read_bytes()
    library.rename(tmp_path / "away")
    other = tmp_path / "other"
    other.mkdir()
    (other / "copy.mp3").write_bytes(data)
    settings.LIBRARY_DIRS = [library, other]
    found = scan()
    assert (found.indexed, found.moved, found.removed) == (1, 0, 0)
    assert LibraryTrack.objects.count() == 3


def test_rows_of_before_there_were_fingerprints_are_read_again(library: Path) -> None:
    LibraryTrack.objects.update(fingerprint="")
    assert scan().indexed == 2
    assert not LibraryTrack.objects.filter(fingerprint="").exists()


def test_the_fingerprint_is_of_beginning_middle_and_end(tmp_path: Path) -> None:
    path, data = tmp_path / "x", bytearray(5 * PIECE)
    marks = set()
    for at in (None, 0, len(data) // 2, len(data) - 1):
        if at is not None:
            data[at] = 1
        path.write_bytes(data)
        marks.add(fingerprint(str(path), size=len(data)))
    assert len(marks) == 4
    path.write_bytes(b"")
    assert fingerprint(str(path), size=0)


@pytest.fixture
def many(library: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some more songs, of which two make a batch."""
    monkeypatch.setattr(services, "BATCH", 2)
    data = (library / "two.mp3").read_bytes()
    for number in range(6):
        (library / f"song {number}.mp3").write_bytes(data + bytes([number]))
    return library


class Killed(BaseException):
    """The process ends here."""


def killed_after(files: int):
    def progress(scan: LibraryScan) -> None:
        if scan.files >= files:
            raise Killed

    return progress


def test_a_walk_goes_on_where_it_was_killed(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Killed):
        services.library_scan_continue(scan=services.library_scan_create(), progress=killed_after(4))
    assert LibraryScan.objects.latest("pk").files == 4
    call_command("library_scan")
    shown = capsys.readouterr()
    assert "after 4 files" in shown.err
    assert "8 files: 6 read" in shown.out
    assert LibraryTrack.objects.count() == 8


def test_control_c_says_how_to_go_on(many: Path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    from backend.catalog.management.commands.library_scan import Command  # noqa: PLC0415

    def interrupted(self: Command, scan: LibraryScan) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Command, "show", interrupted)
    with pytest.raises(SystemExit) as ended:
        call_command("library_scan")
    assert ended.value.code == 130
    assert "Stopped after 2 files" in capsys.readouterr().err


def test_an_old_interrupted_walk_begins_anew(many: Path) -> None:
    older = services.library_scan_create()
    LibraryScan.objects.filter(pk=older.pk).update(touched_at=timezone.now() - timedelta(hours=2))
    assert services.library_scan_resume().pk != older.pk


def test_two_at_the_same_walk_do_not_do_it_twice(many: Path) -> None:
    first = services.library_scan_create()
    second = LibraryScan.objects.get(pk=first.pk)
    assert not services.library_scan_continue(scan=first, seconds=0)
    second.total = first.total
    assert services.library_scan_continue(scan=second), "the other one walked on meanwhile"
    assert LibraryScan.objects.get(pk=first.pk).files == 2
    assert services.library_scan_continue(scan=first)
    assert LibraryScan.objects.get(pk=first.pk).files == 8


def test_a_walk_says_how_far_it_is(many: Path, client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_source, "SETTLED", 1)
    found = services.library_scan_create()
    services.library_scan_continue(scan=found, seconds=0)
    LibraryScan.objects.filter(pk=found.pk).update(started_at=timezone.now() - timedelta(minutes=1))
    sources = client.get("/api/v1/sources").json()
    assert "2 of 8 files, about 3 minutes left." in next(source["note"] for source in sources["results"])
    assert "2 of 8 files" in client.get("/api/v1/tracks", {"q": "joga"}).json()["sources"][0]["note"]


def test_what_takes_too_long_to_count_is_not_counted(many: Path, client) -> None:
    found = services.library_scan_create()
    LibraryScan.objects.exclude(pk=found.pk).delete()
    services.library_scan_count(scan=found, seconds=0)
    assert found.total == 0
    assert library_source.progress_of(found).endswith("0 files so far.")


def test_what_was_counted_before_helps(many: Path) -> None:
    scan()
    found = services.library_scan_create()
    services.library_scan_count(scan=found, seconds=0)
    assert found.total == 8


def test_nothing_is_locked_while_files_are_read(library: Path, monkeypatch, song: bytes) -> None:
    from django.db import connection  # noqa: PLC0415

    from backend.catalog import indexing, tags  # noqa: PLC0415

    depth = len(connection.savepoint_ids)
    seen: list[int] = []
    read = tags.read
    monkeypatch.setattr(indexing.tags, "read", lambda path: seen.append(len(connection.savepoint_ids)) or read(path))
    write_song(library / "three.mp3", song, title="New")
    os.utime(library / "two.mp3")
    scan()
    assert seen == [depth, depth]
