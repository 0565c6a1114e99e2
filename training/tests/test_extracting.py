"""Extraction keeps every row once, whatever is killed, and says of each broken file what is wrong."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from audiofiler import extract as hear
from audiofiler.schema import FEATURE_NAMES
from audiofiler.testing import encode, music, tone_wav
from training.cli import main
from training.datasets import DataError
from training.datasets.folders import Folders
from training.datasets.index import Clip
from training.extracting import State, extract, table
from training.extracting.clip import CRASHED, refused, row_of, rows_of
from training.extracting.store import SCHEMA, Store

BOUND_S = 90.0
"""A busy machine takes a fraction of this; what takes longer hangs."""

KILLER = "kills-the-worker.wav"
"""A clip whose worker dies, in the processes of `workers`."""

PRELOAD = f'''
import os, signal, time
import audiofiler
def heard(path, **how):
    with open(os.environ["HEARD"], "a") as file:
        file.write(path + "\\n")
    if path.endswith("{KILLER}"):
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(float(os.environ["SLOW"]))
    return real(path, **how)
if audiofiler.extract.__name__ != "heard":  # Dask loads this twice
    real, audiofiler.extract = audiofiler.extract, heard
'''
"""What test workers load: they write down what they hear, and are slow."""


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two genres of ten short clips, one of them broken, one silent."""
    root = tmp_path_factory.mktemp("corpus")
    for genre in ("Jazz", "Rock"):
        (root / genre).mkdir()
        for number in range(10):
            sound = encode(music(4, seed=number + len(genre) * 100), 44_100, "wav", 1)
            (root / genre / f"{number}.wav").write_bytes(sound)
    (root / "Jazz" / "3.wav").write_bytes(b"RIFF but nothing more")
    (root / "Rock" / "7.wav").write_bytes(encode(np.zeros(4 * 44_100), 44_100, "wav", 1))
    return root


@pytest.fixture(scope="session")
def clips(corpus: Path) -> list[Clip]:
    return Folders().clips(corpus)


def every_row(folder: Path) -> list[dict[str, object]]:
    """Read all rows of all parts, as any reader of Parquet data sets does."""
    rows = [row for part in sorted(folder.glob("part-*.parquet")) for row in pq.read_table(part).to_pylist()]
    return sorted(rows, key=lambda row: row["path"])


def assert_whole(folder: Path, clips: list[Clip]) -> None:
    """Every clip has one row, and the extraction is finished."""
    assert [row["path"] for row in every_row(folder)] == sorted(str(clip.path) for clip in clips)
    assert len(table(folder)) == len(clips) - 2


def until(true: Callable[[], object]) -> None:
    """Wait for something that has to happen."""
    end = time.monotonic() + BOUND_S
    while not true():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


@contextmanager
def ended(process: "subprocess.Popen[str]") -> Iterator["subprocess.Popen[str]"]:
    """Give a process of its own group and leave nothing of it."""
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@contextmanager
def workers(
    folder: Path, count: int, *, slow: float, failures: int = 3
) -> Iterator[tuple[str, list["subprocess.Popen[str]"]]]:
    """Run a scheduler and workers as processes of their own; give the address and the workers."""
    (folder / "preload.py").write_text(PRELOAD)
    told = folder / "scheduler.json"
    environment = {**os.environ, "HEARD": str(folder / "heard"), "SLOW": str(slow), "OMP_NUM_THREADS": "1"}
    environment["DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"] = str(failures)
    (folder / "heard").touch()
    common = {"env": environment, "stderr": subprocess.DEVNULL, "text": True, "start_new_session": True}
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    scheduler += ["--dashboard-address", "127.0.0.1:0", "--scheduler-file", str(told)]
    with ended(subprocess.Popen(scheduler, **common)):
        until(lambda: told.exists() and told.stat().st_size)
        address = json.loads(told.read_text())["address"]
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
        worker += ["--preload", str(folder / "preload.py"), "--local-directory", str(folder)]
        running = [subprocess.Popen(worker, **common) for _ in range(count)]
        try:
            yield address, running
        finally:
            for process in running:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
                process.communicate()


def test_it_works(corpus: Path, clips: list[Clip], tmp_path: Path) -> None:
    out = tmp_path / "out"
    states: list[State] = []
    assert extract(clips, out, workers=1, on_progress=states.append) == out
    assert_whole(out, clips)
    rows = {Path(str(row["path"])).relative_to(corpus).as_posix(): row for row in every_row(out)}
    assert rows["Jazz/3.wav"]["error"] == "unsupported_media"
    assert rows["Rock/7.wav"]["error"] == "silent_audio"
    assert rows["Rock/7.wav"][FEATURE_NAMES[0]] is None
    good, heard = rows["Rock/1.wav"], hear(corpus / "Rock" / "1.wav")
    # To the last bits, in which sums differ with the place of an array in another process's memory.
    np.testing.assert_allclose([good[name] for name in FEATURE_NAMES], heard.values, rtol=1e-12)
    assert (good["sha256"], good["genre"], good["sample_rate"]) == (heard.audio_sha256, "Rock", 44_100)
    assert good["error"] is None
    assert states[0].left_s is None
    assert (states[-1].done, states[-1].broken, states[-1].left_s) == (20, 2, 0)

    # A second run has nothing to do and starts no process; new labels are taken over without hearing anything again.
    relabelled = [Clip(clip.path, clip.genre.upper(), "one artist", "train") for clip in clips]
    extract(relabelled, out, scheduler="tcp://127.0.0.1:1")
    found = table(out)
    assert found.genres == ("JAZZ", "ROCK")
    assert found.n_groups == 1
    assert found.split is not None
    assert set(found.split) == {"train"}


def test_a_killed_worker_loses_nothing(clips: list[Clip], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with workers(tmp_path, 2, slow=0.2) as (address, running):
        killed = []

        def kill_one(state: State) -> None:
            if state.done == 4:
                os.kill(running[0].pid, signal.SIGKILL)
                killed.append(running[0].wait(BOUND_S))

        extract(clips, out, scheduler=address, on_progress=kill_one)
        assert killed == [-signal.SIGKILL]
    assert_whole(out, clips)
    heard = (tmp_path / "heard").read_text().splitlines()
    assert set(heard) == {str(clip.path) for clip in clips}
    assert len(heard) <= len(clips) + 3, "only what the dead worker had in hand is heard again"


def test_a_killed_run_goes_on(corpus: Path, clips: list[Clip], tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-c", "import sys; from training.cli import main; sys.exit(main(sys.argv[1:]))"]
    command += ["extract", "folders", str(corpus), "--out", str(out)]
    journal = out / "_journal.jsonl"
    with workers(tmp_path, 1, slow=0.2) as (address, _running):
        command += ["--scheduler", address]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "text": True, "start_new_session": True}
        with ended(subprocess.Popen(command, **quiet)) as first:
            until(lambda: journal.exists() and journal.read_bytes().count(b"\n") >= 5)
            os.kill(first.pid, signal.SIGKILL)
        with pytest.raises(DataError, match="not finished"):
            table(out)
        before = journal.read_bytes().count(b"\n")
        with journal.open("ab") as file:
            file.write(b'{"path": "cut o')
        states: list[State] = []
        extract(clips, out, scheduler=address, on_progress=states.append)
    assert states[0].kept == before
    assert_whole(out, clips)
    heard = (tmp_path / "heard").read_text().splitlines()
    again = len(heard) - len(set(heard))
    assert again <= 2, "only clips on the way when the run was killed are heard again"


def test_a_clip_that_kills_its_workers_is_named(clips: list[Clip], tmp_path: Path) -> None:
    deadly = tmp_path / KILLER
    deadly.write_bytes(tone_wav(4))
    out = tmp_path / "out"
    with workers(tmp_path, 5, slow=0.0, failures=1) as (address, _running):
        extract([*clips[:2], Clip(deadly, "Rock", "x")], out, scheduler=address)
    rows = every_row(out)
    assert {row["error"] for row in rows if str(row["path"]).endswith(KILLER)} == {CRASHED}
    assert len(rows) == 3
    # Where nothing kills workers it is heard when asked for again, and only then.
    extract([*clips[:2], Clip(deadly, "Rock", "x")], out, scheduler="tcp://127.0.0.1:1")
    extract([*clips[:2], Clip(deadly, "Rock", "x")], out, workers=1, retry=True)
    assert [row["error"] for row in every_row(out)] == [None] * 3


def test_one_deadly_clip_of_a_handful_is_named_and_the_others_heard(tmp_path: Path) -> None:
    (tmp_path / "songs").mkdir()
    for name in (*(f"{number}.wav" for number in range(30)), KILLER):
        (tmp_path / "songs" / name).write_bytes(tone_wav(4))
    clips = [Clip(path, "Rock", path.name) for path in sorted((tmp_path / "songs").iterdir(), reverse=True)]
    with workers(tmp_path, 3, slow=0.0, failures=0) as (address, _running):
        extract(clips, tmp_path / "out", scheduler=address)
    errors = {Path(str(row["path"])).name: row["error"] for row in every_row(tmp_path / "out")}
    assert errors == {**{f"{number}.wav": None for number in range(30)}, KILLER: CRASHED}


def test_a_handful_is_handed_back_before_it_is_done(clips: list[Clip], monkeypatch: pytest.MonkeyPatch) -> None:
    told = [(str(clip.path), clip.genre, clip.group, clip.split) for clip in clips[:3]]
    assert [row["path"] for row in rows_of(told)] == [path for path, *_ in told]
    monkeypatch.setattr("training.extracting.clip.HAND_BACK_S", 0.0)
    assert [row["path"] for row in rows_of(told)] == [told[0][0]]


def test_the_folder_survives_a_kill_at_any_step(clips: list[Clip], tmp_path: Path) -> None:
    rows = [row_of(str(clip.path), clip.genre, clip.group, clip.split) for clip in clips[:3]]
    with Store(tmp_path) as store:
        store.add(rows[0])
    journal = tmp_path / "_journal.jsonl"
    # Killed between the rename of a part and the emptying of the journal, in the middle of a line, and of a part.
    journal.write_text("".join(json.dumps(row) + "\n" for row in rows[:2]) + json.dumps(rows[2])[:50])
    (tmp_path / "_part-000001.parquet.new").write_bytes(b"half a part")
    with Store(tmp_path) as store:
        assert set(store.done) == {rows[0]["path"], rows[1]["path"]}
    assert [row["path"] for row in every_row(tmp_path)] == [rows[0]["path"], rows[1]["path"]]
    assert not journal.exists()
    written = pq.read_table(sorted(tmp_path.glob("part-*.parquet"))[0])
    assert written.schema.equals(SCHEMA)
    assert written.to_pylist() == rows[:1]


def test_parts_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.extracting.store.PART_ROWS", 4)
    with Store(tmp_path) as store:
        for number in range(10):
            store.add(refused(f"{number}", "Rock", "x", None, "too_short"))
    assert [pq.read_metadata(part).num_rows for part in sorted(tmp_path.glob("part-*"))] == [4, 4, 2]
    with pytest.raises(DataError, match="no extracted clip"):
        table(tmp_path)


def test_a_changed_file_is_heard_again(clips: list[Clip], tmp_path: Path) -> None:
    sound = tmp_path / "a.wav"
    sound.write_bytes(tone_wav(4))
    listed = [Clip(sound, "Rock", "a"), clips[0]]
    extract(listed, tmp_path / "out", workers=1)
    sound.write_bytes(tone_wav(5))
    states: list[State] = []
    extract(listed, tmp_path / "out", workers=1, on_progress=states.append)
    assert [state.kept for state in states] == [1, 1]
    lengths = {row["path"]: row["duration_s"] for row in every_row(tmp_path / "out")}
    assert lengths[str(sound)] == pytest.approx(5.0)


def test_refusals_are_sentences(clips: list[Clip], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store(tmp_path) as store:
        store.add(refused("/elsewhere.mp3", "Rock", "x", None, None))
        with pytest.raises(DataError, match="another extraction"):
            Store(tmp_path)
    with pytest.raises(DataError, match="not in this list, first /elsewhere"):
        extract(clips, tmp_path)
    with pytest.raises(DataError, match="more than once"):
        extract([clips[0], clips[0]], tmp_path / "new")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "part-000000.parquet").write_bytes(b"no")
    with pytest.raises(DataError, match="cannot be read"):
        extract(clips, tmp_path / "bad")
    assert row_of(str(tmp_path / "none.mp3"), "Rock", "x", None)["error"] == "unreadable"
    with pytest.raises(SystemExit, match="2"):
        main(["extract", "folders"])
    assert "--out are needed" in capsys.readouterr().err


def test_measure_prints_what_a_million_clips_take(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "--measure", "--clips", "2", "--rounds", "1", "--price", "0.05"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"a million clips +[\d.]+ core hours", out)
    assert "at 0.05 a core hour" in out
