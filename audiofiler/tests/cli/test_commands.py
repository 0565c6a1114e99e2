"""The commands as a person types them, in a process of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from audiofiler import Ensemble, extract
from audiofiler.cli.main import main
from audiofiler.schema import SAMPLE_RATE
from audiofiler.testing import encode, music
from audiofiler.verdict import classify


def audiofiler(*arguments: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "audiofiler.cli.main", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, input=stdin, check=False)


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("music") / "Café song.mp3"
    file.write_bytes(encode(music(12, seed=1), SAMPLE_RATE, "mp3"))
    return file


def test_it_works(song: Path) -> None:
    done = audiofiler("classify", song)
    assert done.returncode == 0
    assert done.stderr == b""
    text = done.stdout.decode()
    assert "Café song.mp3" in text
    assert "forests hear" in text
    assert "█" in text


def test_json_says_what_the_library_says(song: Path) -> None:
    forests = Ensemble.load()
    wanted = classify(forests, extract(song)).as_dict()
    answer = json.loads(audiofiler("classify", "--json", song).stdout)
    assert answer["file"] == str(song)
    assert answer["model"] == {"name": forests.name, "version": forests.version, "forests": 20}
    for key in ("votes", "ballots", "probabilities", "verdict"):
        assert answer[key] == json.loads(json.dumps(wanted[key]))


def test_top_limits_the_genres(song: Path) -> None:
    assert len(json.loads(audiofiler("classify", "--json", "--top", "3", song).stdout)["probabilities"]) == 3
    rows = audiofiler("classify", "--top", "2", song).stdout.decode().strip().splitlines()
    assert len(rows) == 3 + 2


def test_a_failed_file_does_not_stop_the_others(song: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.mp3"
    text.write_text("not a song")
    done = audiofiler("classify", text, song, tmp_path / "gone.mp3", tmp_path)
    assert done.returncode == 1
    assert b"unsupported_media" in done.stderr
    assert f"{tmp_path / 'gone.mp3'}: There is no such file. (unreadable)" in done.stderr.decode()
    assert b"This is a folder" in done.stderr
    assert b"forests hear" in done.stdout


def test_a_failed_file_is_a_json_line_too(song: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp3"
    empty.touch()
    done = audiofiler("classify", "--json", empty, song)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert lines[0] == {"file": str(empty), "error": {"code": "undecodable_audio", "detail": "The file is empty."}}
    assert lines[1]["verdict"]["genre"]


def test_standard_input_is_a_file(song: Path) -> None:
    piped = json.loads(audiofiler("classify", "--json", "-", stdin=song.read_bytes()).stdout)
    named = json.loads(audiofiler("classify", "--json", song).stdout)
    assert piped["ballots"] == named["ballots"]


def test_features_prints_the_vector(song: Path) -> None:
    clip = extract(song)
    answer = json.loads(audiofiler("features", "--json", song).stdout)
    assert answer["values"] == pytest.approx(clip.values.tolist(), rel=1e-12)
    assert answer["names"] == list(clip.names)
    table = audiofiler("features", song).stdout.decode()
    assert "spectral_centroid_mean" in table


def test_features_reports_a_failed_file(tmp_path: Path) -> None:
    done = audiofiler("features", tmp_path / "gone.mp3")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"no such file" in done.stderr


def test_a_terminal_without_block_characters_gets_a_table(song: Path) -> None:
    command = [sys.executable, "-m", "audiofiler.cli.main", "classify", str(song)]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert b"forests hear" in done.stdout
    assert done.stderr == b""


def test_models_lists_the_shipped_bundle_and_how_often_it_is_right() -> None:
    text = audiofiler("models").stdout.decode()
    assert "audiofiler-26" in text
    accuracy = Ensemble.load().manifest["scores"]["model"]["accuracy"]["value"]
    assert f"right   {accuracy:.1%}" in text
    assert "logistic-mfcc-26 1.1.0: 20 logistic regressions, 26 genres" in text
    answer = json.loads(audiofiler("models", "--json").stdout.splitlines()[0])
    assert len(answer["genres"]) == 26
    assert answer["scores"]


@pytest.mark.parametrize(
    "arguments",
    [(), ("classify",), ("sing",), ("classify", "--top", "0", "x.mp3"), ("classify", "--model", "none", "x")],
)
def test_wrong_usage_ends_with_two(arguments: tuple[str, ...]) -> None:
    done = audiofiler(*arguments)
    assert done.returncode == 2
    assert done.stderr


@pytest.mark.parametrize("text", ["x", "0", "-1", "1.5", ""])
@pytest.mark.parametrize(("command", "option"), [("classify", "--top"), ("search", "--top"), ("search", "--limit")])
def test_a_wrong_number_is_refused_in_a_sentence(
    command: str, option: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([command, f"{option}={text}", "x"])
    assert f"error: {option} wants a whole number of at least 1, not {text!r}\n" in capsys.readouterr().err


def test_a_bundle_that_cannot_be_used_is_named_and_the_others_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "manifest.json").write_text("{")
    monkeypatch.setenv("AUDIOFILER_MODELS", str(tmp_path))
    done = audiofiler("models", "--json")
    assert done.returncode == 1
    assert b"damaged: " in done.stderr
    assert "audiofiler-26" in {json.loads(line)["name"] for line in done.stdout.splitlines()}


@pytest.mark.parametrize("command", ["classify", "features", "models"])
def test_help_has_examples(command: str) -> None:
    done = audiofiler(command, "--help")
    assert done.returncode == 0
    assert f"audiofiler {command}".encode() in done.stdout.split(b"examples:")[1]
