"""Changes are what they are called, the unchanged clip is unchanged, and what stays is counted rightly."""

import json
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest

from audiofiler import extract
from audiofiler.audio import decode
from audiofiler.schema import SCHEMA_ID, SCHEMA_IDS
from audiofiler.testing import encode, music
from training import params
from training.cache import Cache
from training.cli import main
from training.hearing import Answers, Voter, hear
from training.robustness.changes import CHANGES, UNCHANGED, Sound, files, read
from training.robustness.measure import measure

SECONDS = 6


@pytest.fixture(scope="module")
def stereo() -> bytes:
    """A stereo MP3 at 44.1 kHz, quiet enough for more gain."""
    left, right = music(SECONDS, seed=1), music(SECONDS, seed=2)
    return encode(0.4 * np.stack([left, right]), 44_100, "mp3", 2, bit_rate=192_000)


@pytest.fixture(scope="module")
def sound(stereo: bytes) -> Sound:
    return read(stereo)


@pytest.fixture(scope="module")
def changed(sound: Sound) -> dict[str, bytes]:
    return files(sound)


def kind(data: bytes) -> tuple[str, int, int]:
    """Return codec, sample rate and channels of a file."""
    with av.open(BytesIO(data)) as container:
        codec = container.streams.audio[0].codec_context
        return codec.name, codec.sample_rate, codec.layout.nb_channels


@pytest.mark.parametrize("codec", ["mp3", "flac"])
@pytest.mark.parametrize("rate", [44_100, 22_050])
def test_unchanged_is_what_the_product_hears(codec: str, rate: int) -> None:
    data = encode(0.5 * music(SECONDS, rate, seed=3), rate, codec, 1)
    again = decode(files(read(data))[UNCHANGED])
    apart = np.abs(decode(data).mono.astype(int) - again.mono)
    assert again.sample_rate == 44_100
    assert apart.max() <= (0 if rate == 44_100 else 1)


def test_stereo_stays_stereo_to_the_last_bit(stereo: bytes, changed: dict[str, bytes]) -> None:
    assert kind(changed[UNCHANGED]) == ("pcm_s16le", 44_100, 2)
    np.testing.assert_array_equal(extract(changed[UNCHANGED]).values, extract(stereo).values)


@pytest.mark.parametrize(("name", "codec"), [("MP3", "mp3float"), ("AAC", "aac")])
def test_a_bit_rate_is_kept(changed: dict[str, bytes], name: str, codec: str) -> None:
    sizes = {}
    for change, data in changed.items():
        if change.startswith(name):
            sizes[int(change.split()[1])] = len(data) * 8 / SECONDS / 1000
            assert kind(data) == (codec, 44_100, 2)
    assert len(sizes) >= 2
    for kbits, found in sizes.items():
        assert found == pytest.approx(kbits, rel=0.3 if name == "AAC" else 0.1)
    assert sorted(sizes.values()) == [sizes[kbits] for kbits in sorted(sizes)]


def test_gain_scales_and_shifts_shift(sound: Sound, changed: dict[str, bytes]) -> None:
    whole = sound.samples
    np.testing.assert_allclose(read(changed["gain -6 dB"]).samples, whole * 10 ** (-6 / 20), atol=0.6)
    np.testing.assert_allclose(read(changed["gain +3 dB"]).samples, whole * 10 ** (3 / 20), atol=0.6)
    np.testing.assert_array_equal(read(changed["start 0.5 s later"]).samples, whole[:, 22_050:])


def test_a_22_khz_source_has_no_treble(changed: dict[str, bytes]) -> None:
    assert kind(changed["22 kHz source"]) == ("pcm_s16le", 22_050, 2)
    power = np.abs(np.fft.rfft(decode(changed["22 kHz source"]).mono.astype(float))) ** 2
    assert power[len(power) * 5 // 8 :].sum() < 1e-4 * power.sum()


def test_only_what_changes_a_clip_is_asked_of_it() -> None:
    low = read(encode(music(SECONDS, 22_050), 22_050, "flac", 1))
    long = read(encode(music(33), 44_100, "flac", 2))
    assert {"22 kHz source", "mono", "first 29 s"}.isdisjoint(files(low))
    assert long.samples.shape == (2, 30 * 44_100)
    gains = {change.name for change in CHANGES if change.name.startswith("gain +")}
    assert {change.name for change in CHANGES if change.applies(long)} | gains == {change.name for change in CHANGES}


@pytest.mark.parametrize(
    ("peak", "gains"),
    [
        (32767, {"gain +3 dB, clipped", "gain +6 dB, clipped"}),
        (20000, {"gain +3 dB", "gain +6 dB, clipped"}),
        (9000, {"gain +3 dB"}),
    ],
)
def test_gain_is_not_clipping(peak: int, gains: set[str]) -> None:
    sound = Sound(np.array([[0, peak, -peak]], dtype=np.int16), 44_100)
    assert {c.name for c in CHANGES if c.name.startswith("gain +") and c.applies(sound)} == gains


def test_what_stays_is_counted(changed: dict[str, bytes]) -> None:
    """Two of four forests swap their votes under one change: two votes stay, all counts do."""
    vector = extract(changed[UNCHANGED])
    before, swapped, lost = [0, 0, 1, 1], [1, 0, 0, 1], [2, 2, 2, 2]
    names = [UNCHANGED, "MP3 64 kbit/s", "mono"]
    rows = {UNCHANGED: (before, 0), "MP3 64 kbit/s": (swapped, 0), "mono": (lost, 2)}

    def voter(clips: object) -> Answers:
        votes, winners = zip(*(rows[name] for name in names * 2), strict=True)
        return Answers(np.array(votes), np.array(winners), np.zeros((6, 3)), ("A", "B", "C"))

    heard = {Path(clip): dict.fromkeys(names, vector) for clip in ("one", "two")}
    found = measure({SCHEMA_ID: heard}, {"handmade": Voter(SCHEMA_ID, voter)}, params.load().evaluation)["voters"][
        "handmade"
    ]
    mp3, mono = found["changes"]
    assert (mp3["votes"]["value"], mp3["overlap"]["value"], mp3["top"]["value"]) == (2, 4, 1)
    assert (mono["votes"]["value"], mono["overlap"]["value"], mono["top"]["value"]) == (0, 0, 0)
    assert (mp3["clips"], mp3["met"], found["met"]) == (2, False, False)


def test_the_command_goes_on_where_it_was(
    stereo: bytes, npz: Path, small_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clips = tmp_path / "clips"
    clips.mkdir()
    (clips / "a.mp3").write_bytes(stereo)
    (clips / "b.mp3").write_bytes(b"ID3 but nothing more")
    out = tmp_path / "steady.json"
    command = ["robustness", str(clips), "--work", str(tmp_path / "work"), "--json", str(out)]
    command += ["--data", str(npz), "--unverified", "--params", str(small_file)]
    assert main(command) == 1
    first, said = json.loads(out.read_text()), capsys.readouterr()
    assert "left out: b.mp3 (" in said.err
    assert "| MP3 64 kbit/s | 1 |" in said.out
    assert list(first["left_out"]) == ["b.mp3"]
    assert list(first["voters"])[1] == "published"
    unchanged_by_gain = {entry["change"]: entry for entry in first["voters"][first["name"]]["changes"]}["gain -6 dB"]
    assert unchanged_by_gain["votes"]["value"] >= 15
    assert main(command) == 1
    assert "1/2" in (steps := capsys.readouterr().err)
    assert "a.mp3 (kept from before)" in steps
    assert json.loads(out.read_text()) == first


def test_nothing_to_hear_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["robustness", str(tmp_path / "nowhere")]) == 1
    assert main(["robustness", str(tmp_path), "--quiet"]) == 1
    assert "is not there" in (said := capsys.readouterr().err)
    assert "no clip can be heard" in said


@pytest.mark.parametrize("schema", SCHEMA_IDS)
def test_what_is_kept_is_what_was_heard(stereo: bytes, tmp_path: Path, schema: str) -> None:
    heard = extract(stereo, schema=schema)
    for cached in (False, True):
        (again,), found = hear(Cache(tmp_path), heard.audio_sha256, ["file"], lambda: [heard], schema)
        assert found == cached
        assert (again.schema, again.names, again.duration_s) == (heard.schema, heard.names, heard.duration_s)
        np.testing.assert_array_equal(again.matrix(heard.names), heard.matrix(heard.names))
        np.testing.assert_array_equal(again.values, heard.values)
        assert [(w.start_s, w.offset_s) for w in again.windows] == [(w.start_s, w.offset_s) for w in heard.windows]
