"""The index of the folders."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from backend.catalog import services, tasks
from backend.catalog.models import LibraryScan, LibraryTrack
from backend.catalog.sources.library import library_roots
from backend.catalog.walk import audio_files
from backend.common.queue import enqueue_once
from backend.tests.helpers import scan, work, write_song

pytestmark = pytest.mark.django_db


def titles() -> list[str]:
    return sorted(LibraryTrack.objects.values_list("title", flat=True))


def test_it_works(library: Path) -> None:
    assert titles() == ["Bohemian Rhapsody", "Jóga"]
    row = LibraryTrack.objects.get(title="Jóga")
    assert row.artists == ["Björk"]
    assert (row.folded_title, row.folded_artist) == ("joga", "bjork")
    assert row.album == "Homogenic"
    assert 4900 < row.duration_ms < 5200


def test_a_second_walk_reads_only_what_changed(library: Path, song: bytes) -> None:
    keys = dict(LibraryTrack.objects.values_list("path", "key"))
    write_song(library / "two.mp3", song, title="Hyperballad", artist="Björk")
    write_song(library / "three.mp3", song, title="New", artist="Somebody")
    found = scan()
    assert (found.files, found.indexed, found.broken, found.removed) == (3, 2, 0, 0)
    assert titles() == ["Bohemian Rhapsody", "Hyperballad", "New"]
    assert LibraryTrack.objects.get(title="Hyperballad").key == keys[str(library / "two.mp3")]


def test_what_is_gone_is_forgotten(library: Path) -> None:
    (library / "two.mp3").unlink()
    assert scan().removed == 1
    assert titles() == ["Bohemian Rhapsody"]


def test_a_folder_that_is_not_mounted_is_not_forgotten(library: Path, settings, tmp_path: Path) -> None:
    library.rename(tmp_path / "away")
    assert scan().removed == 0
    settings.LIBRARY_DIRS = []
    assert scan().removed == 2


def test_broken_files_are_counted_and_skipped(library: Path) -> None:
    (library / "text.mp3").write_text("this is no music")
    (library / "empty.flac").write_bytes(b"")
    (library / "cover.jpg").write_bytes(b"not asked")
    found = scan()
    assert (found.files, found.broken) == (4, 2)
    assert len(titles()) == 2


def test_hidden_files_links_and_strange_names_are_left_out(library: Path, song: bytes, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    write_song(outside / "secret.mp3", song, title="Secret")
    (library / "link").symlink_to(outside)
    (library / "link.mp3").symlink_to(outside / "secret.mp3")
    (library / "loop").symlink_to(library)
    write_song(library / ".hidden.mp3", song, title="Hidden")
    (library / ".folder").mkdir()
    write_song(library / ".folder" / "x.mp3", song, title="Hidden")
    Path(os.fsdecode(bytes(library) + b"/bad-\xff.mp3")).write_bytes(song)
    assert scan().files == 2
    assert titles() == ["Bohemian Rhapsody", "Jóga"]


def test_folders_inside_each_other_are_walked_once(library: Path, settings) -> None:
    settings.LIBRARY_DIRS = [library, library / "album", library / ".", library / "missing"]
    assert library_roots() == [library]
    assert scan().files == 2


def test_the_walk_goes_on_from_anywhere(tmp_path: Path) -> None:
    for name in ("b.mp3", "b/a.mp3", "b/z.MP3", "b.x/q.flac", "B/1.ogg", "a b/c.wav", "c.txt", "a/b/c/d.opus"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch()
    whole = list(audio_files([tmp_path]))
    assert whole == sorted(whole)
    assert len(whole) == 7
    for at, path in enumerate(whole):
        assert list(audio_files([tmp_path], after=path)) == whole[at + 1 :]


def test_in_the_job_worker_it_makes_way_for_others(library: Path, song: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 1)
    monkeypatch.setattr(tasks, "STEP_SECONDS", 0.0)
    write_song(library / "three.mp3", song, title="New")
    enqueue_once(tasks.library_scan)
    enqueue_once(tasks.library_scan)
    work()
    found = LibraryScan.objects.latest("pk")
    assert (found.files, found.indexed) == (3, 1)
    assert found.finished_at is not None
    assert LibraryScan.objects.count() == 2


def waiting(task) -> DBTaskResult:
    return DBTaskResult.objects.get(status="READY", task_path=task.module_path)


def test_new_files_are_found_while_the_product_runs(library: Path, song: bytes, settings) -> None:
    settings.LIBRARY_SCAN_MINUTES = 7
    enqueue_once(tasks.library_scan)
    work()
    later = waiting(tasks.library_rescan).run_after - timezone.now()
    assert timedelta(minutes=6) < later <= timedelta(minutes=7)
    write_song(library / "three.mp3", song, title="New", artist="Somebody")
    work()
    assert len(titles()) == 2, "its time has not come"
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    work()
    assert titles() == ["Bohemian Rhapsody", "Jóga", "New"]
    assert waiting(tasks.library_rescan).run_after > timezone.now()


def test_a_walk_under_way_is_not_begun_again(library: Path) -> None:
    scan_id = services.library_scan_create().pk
    tasks.library_scan_step.enqueue(scan_id)
    tasks.library_rescan.call()
    assert LibraryScan.objects.get(finished_at=None).pk == scan_id
    assert waiting(tasks.library_rescan).run_after > timezone.now()


def test_old_walks_are_forgotten(library: Path) -> None:
    LibraryScan.objects.update(finished_at=timezone.now() - timedelta(days=2))
    scan()
    assert LibraryScan.objects.count() == 1
    assert len(titles()) == 2


def test_a_newer_walk_ends_an_older_one(library: Path) -> None:
    older = services.library_scan_create()
    services.library_scan_create()
    older.refresh_from_db()
    assert older.finished_at is not None


def test_the_command_says_what_it_did(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("library_scan")
    assert "2 files: 0 read, 0 broken, 0 moved, 0 gone" in capsys.readouterr().out
