"""Where nothing can be written, no work begins: one line, and 2."""

from pathlib import Path

import pytest

from training.cli import main
from training.cli.written import NotWritable, require_files, require_folders
from training.datasets import index

TRAIN = ("train", "--dataset", "folders", "--data", "MUSIC", "--recipe", "logistic-mfcc", "--name", "mine")
REPORT = ("report", "--dataset", "folders", "--data", "MUSIC", "--recipe", "logistic-mfcc")
GOOD = ("--out", "GOOD/out", "--card", "GOOD/card.md", "--work", "GOOD/work")


@pytest.mark.parametrize(
    "command",
    [
        ("explore", "folders", "MUSIC", "--out", "BAD/x.html"),
        ("extract", "folders", "MUSIC", "--out", "BAD/x"),
        (*TRAIN, *GOOD, "--out", "BAD/x"),
        (*TRAIN, *GOOD, "--card", "BAD/x.md"),
        (*TRAIN, *GOOD, "--work", "BAD/x"),
        (*REPORT, "--work", "GOOD/work", "--out", "BAD/r.html"),
        (*REPORT, "--work", "BAD/x", "--out", "GOOD/r.html"),
        (*REPORT, "--work", "GOOD/work", "--out", "GOOD"),
        ("pictures", *REPORT[1:], "--work", "GOOD/work", "--out", "BAD/x"),
        ("evaluate", *REPORT[1:], "--work", "BAD/x"),
        ("robustness", "MUSIC", "--json", "BAD/x.json", "--work", "GOOD/work"),
    ],
)
def test_it_is_said_before_anything_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    (tmp_path / "music" / "Rock").mkdir(parents=True)
    (tmp_path / "music" / "Rock" / "one.wav").write_bytes(b"RIFF")
    (tmp_path / "good").mkdir()
    (tmp_path / "bad").write_bytes(b"a file is no folder, not even for root")
    monkeypatch.setattr(index, "extract", lambda *_args, **_more: pytest.fail("heard before it was known"))
    words = " ".join(command)
    for name in ("music", "good", "bad"):
        words = words.replace(name.upper(), str(tmp_path / name))
    assert main(words.split()) == 2
    said = capsys.readouterr().err
    assert " cannot be written: " in said
    assert said.count("\n") == 1
    assert not list((tmp_path / "good").iterdir())


def test_what_can_be_written_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept")
    require_files(tmp_path / "kept", tmp_path / "a" / "b" / "new")
    require_folders(tmp_path, tmp_path / "c" / "d")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept").read_text() == "kept"
    with pytest.raises(NotWritable, match="cannot be written: Is a directory"):
        require_files(tmp_path)
