"""The report stands in one file, says what was measured, and trains nothing twice."""

import dataclasses
import json
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from audiofiler import extract
from audiofiler.ensemble.bundle import find
from audiofiler.schema import SCHEMA_ID
from audiofiler.testing import tone_wav
from training import familiarity, learning, mapping, measured, params, robustness, shipping, transfer
from training.cache import Cache
from training.cli import main
from training.datasets import DataError, Table
from training.datasets.folders import Folders
from training.datasets.index import Clip
from training.hearing import Answers, Voter
from training.progress import Progress
from training.recipes import registry
from training.robustness.changes import UNCHANGED
from training.transfer import Genres

CHROMIUM = os.environ.get("CHROMIUM_PATH") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)


def with_curves(folder: Path, curves: list[dict]) -> Path:
    """Write the shipped bundle with training curves, as one of networks has them."""
    shutil.copytree(find(), folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["recipe"]["curves"] = curves
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def figures(folder: Path) -> list[str]:
    """Write figures of robustness and transfer from handmade answers, and a training curve; return the options."""
    numbers, vector = params.load().evaluation, extract(tone_wav(4))
    votes = np.array([[0, 0, 1], [0, 1, 1]] * 2)

    def voter(_clips: object) -> Answers:
        return Answers(votes, votes[:, 1], np.full((4, 2), 0.5), ("Rock", "<Ska>"))

    heard = {Path(name): {UNCHANGED: vector, "MP3 64 kbit/s": vector} for name in ("one", "two")}
    clips = [(Clip(Path(str(k)), ("rock", "<ska>")[k % 2], str(k)), vector) for k in range(4)]
    genres = Genres({"rock": ("Rock",), "<ska>": ("<Ska>",)}, aim=0.5)
    voters = dict.fromkeys(("the bundle", "published"), Voter(SCHEMA_ID, voter))
    curve = {"name": "a <network>", "epochs": [1, 3, 9], "train_loss": [3, 2, 1], "valid_loss": [3, 2, 2.5]}
    found = {
        "robustness": robustness.measure({SCHEMA_ID: heard}, voters, numbers),
        "transfer": transfer.measure(Folders(), {SCHEMA_ID: clips}, genres, voters, numbers),
    }
    area = {"value": 0.97, "low": 0.95, "high": 0.99}
    found["unknown"] = {
        "kind": familiarity.KIND,
        "aim": 0.95,
        "met": True,
        "sounds": [{"kind": "<hiss>", "clips": 9, "held_out": area, "real": None, "flagged": 0.5, "chosen_on": False}],
        "music": [{"kind": "held-out rows", "clips": 99, "flagged": 0.02}],
        "protocol": "Fitted on little.",
    }
    found["map"] = {
        "kind": mapping.KIND,
        "scores": {"adjusted Rand index": {"value": 0.05, "by_chance": 0.0}},
        "clusters": [{"cluster": 0, "audio_files": 12, "genres": [{"genre": "<Ska>", "share": 0.25}]}],
        "picture": '<svg role="img"></svg>',
        "protocol": "Found without genres.",
    }
    options = ["--bundle", str(with_curves(folder / "bundle", [{**curve, "valid_accuracy": [0.1, 0.3, 0.25]}]))]
    for name, content in found.items():
        (folder / f"{name}.json").write_text(json.dumps(content))
        options += [f"--{name}", str(folder / f"{name}.json")]
    return options


@pytest.fixture(scope="module")
def arguments(npz: Path, small_file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command, with a work folder that is kept from test to test."""
    folder = tmp_path_factory.mktemp("report")
    common = figures(folder)
    common += ["--data", str(npz), "--unverified", "--params", str(small_file), "--work", str(folder / "work")]
    return ["report", *common, "--out", str(folder / "report.html")]


@pytest.fixture(scope="module")
def page(arguments: list[str]) -> Path:
    """A finished report."""
    assert main([*arguments, "--quiet"]) == 0
    return Path(arguments[-1])


def findings(page: Path) -> dict:
    """The numbers that stand in the page."""
    return json.loads(re.search(r'<script type="application/json" id="findings">(.*?)</script>', page.read_text())[1])


def test_it_says_what_was_measured(page: Path) -> None:
    found = findings(page)
    html, markdown = page.read_text(), page.with_suffix(".md").read_text()
    assert found["baseline"] == "published"
    assert found["compared"]["sentence"] in html
    assert found["compared"]["sentence"] in markdown
    accuracy = found["recipes"]["forests"]["scores"]["accuracy"]
    assert f"{accuracy['value']:.3f}" in html
    assert f"{accuracy['value']:.3f} ({accuracy['low']:.3f} to {accuracy['high']:.3f})" in markdown
    for heading in ("## Learning curve", "## What a random split would pretend", "## Families"):
        assert heading in markdown


def test_more_data_and_the_leak(page: Path) -> None:
    for recipe in findings(page)["recipes"].values():
        small, large = recipe["learning"]
        assert small["audio_files"] == large["audio_files"] // 2
        assert recipe["leak"]["twins"] > 0
        assert set(recipe["leak"]["random"]) == set(recipe["leak"]["grouped"])


def test_parts_that_lack_a_genre_are_no_points_of_the_learning_curve(
    small: params.Params, table: Table, capsys: pytest.CaptureFixture[str]
) -> None:
    few = table.take(np.concatenate([np.flatnonzero(table.y == genre)[:6] for genre in range(2)]))
    numbers = dataclasses.replace(small, report=dataclasses.replace(small.report, halvings=3))
    recipe, progress = registry.make("logistic-mfcc", numbers), Progress(12)
    points = learning.curve(recipe, few, shipping.Session(numbers, Cache(None), progress))
    sizes = [point["audio_files"] for point in points]
    assert sizes == sorted(sizes)
    assert 1 <= len(points) < 4
    last = 3 * len(points)
    assert f"{last}/{last}" in capsys.readouterr().err


def test_the_rule_for_not_sure(page: Path) -> None:
    for recipe in findings(page)["recipes"].values():
        rule, agreement = recipe["not_sure"], recipe["agreement"]
        enough = [entry["agree"] for entry in agreement if entry["confidence"] >= rule["certain_from"]]
        assert rule["agree"] == (min(enough) if enough else None)
        right = [part for part in (rule["right"], rule["right_unsure"]) if part is not None]
        assert min(right) <= recipe["scores"]["accuracy"]["value"] <= max(right)
    assert "The rule for “not sure”" in page.with_suffix(".md").read_text()


def test_figures_of_real_sound_and_of_networks_stand_in_it(page: Path) -> None:
    html, markdown = page.read_text(), page.with_suffix(".md").read_text()
    body, _, script = html.partition("<script")
    assert "&lt;ska&gt;" in body
    assert "<ska>" not in html
    assert "<network>" not in script
    for text in (body, markdown):
        assert "the bundle meets the aim under 0 of 1 counted changes" in text
        assert "a mean recall of 1.000" in text
    assert '<th scope="row">a &lt;network&gt;</th><td>9</td><td>3</td><td>2.000</td>' in body


def test_what_surrounds_the_genres_stands_in_it(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "What is not music it knows" in text
    assert "the least is 0.970 (&lt;hiss&gt;)" in text
    assert "Clusters without labels" in text
    assert "&lt;Ska&gt; 25%" in text
    assert "adjusted Rand index | 0.050" in page.with_suffix(".md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "content", "says"),
    [
        ("--robustness", '{"kind": "audiofiler-transfer/1"}', "does not hold figures of the kind"),
        ("--transfer", "no JSON", "cannot be read"),
    ],
)
def test_figures_that_are_none_are_refused(  # noqa: PLR0917 - fixtures
    arguments: list[str],
    page: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    option: str,
    content: str,
    says: str,
) -> None:
    (tmp_path / "figures").write_text(content)
    out = str(tmp_path / "other.html")
    assert main([*arguments[:-1], out, option, str(tmp_path / "figures"), "--quiet", "--quick"]) == 1
    assert says in capsys.readouterr().err
    assert not Path(out).exists()


def test_curves_that_are_not_whole_are_refused(tmp_path: Path) -> None:
    broken = with_curves(
        tmp_path / "bundle", [{"name": "x", "epochs": [1, 2], "train_loss": [1, 2], "valid_loss": [1]}]
    )
    with pytest.raises(DataError, match="training curve of x has not one valid_loss for each epoch"):
        measured.curves_of(str(broken))
    assert measured.curves_of(str(find())) == []


def test_nothing_is_fetched_from_elsewhere(page: Path) -> None:
    seen = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.extend(value for name, value in attrs if name in {"src", "href", "action"} and value)

    Reader().feed(page.read_text())
    assert seen
    assert all(address.startswith("#") for address in seen)
    assert "default-src 'none'" in page.read_text()


def test_a_second_report_trains_nothing(arguments: list[str], page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = page.read_text()
    assert main(arguments) == 0
    steps = [line for line in capsys.readouterr().err.splitlines() if "passed" in line]
    total = steps[-1].split()[0]
    assert total == f"{len(steps)}/{len(steps)}"
    assert all("kept from before" in line for line in steps)
    assert page.read_text() == first


def test_a_quick_one_leaves_out_what_is_trained_besides(arguments: list[str], tmp_path: Path, page: Path) -> None:
    quick = tmp_path / "quick.html"
    assert main([*arguments[:-1], str(quick), "--quick", "--quiet"]) == 0
    assert "What a random split would pretend" not in quick.read_text()
    assert "leak" not in findings(quick)["recipes"]["forests"]


def test_any_recipe_is_reported_against_the_published_one(arguments: list[str], tmp_path: Path) -> None:
    out = tmp_path / "other.html"
    assert main([*arguments[:-1], str(out), "--recipe", "logistic-mfcc", "--quick", "--quiet"]) == 0
    found = findings(out)
    assert (found["name"], found["baseline"]) == ("logistic-mfcc", "published")
    assert "Report: logistic-mfcc on AudioFiler-2017" in out.read_text()
    with pytest.raises(SystemExit):
        main([*arguments, "--recipe", "published"])


def test_songs_of_ones_own_are_named_by_file(small_file: Path, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    for genre in ("Rock", "Ska"):
        (tmp_path / "music" / genre).mkdir(parents=True)
        for song in range(8):
            sound = tone_wav(3, freq=float(rng.uniform(200, 2000)))
            (tmp_path / "music" / genre / f"song {song}.wav").write_bytes(sound)
    out = tmp_path / "own.html"
    options = ["--params", str(small_file), "--work", str(tmp_path / "work"), "--out", str(out), "--quick", "--quiet"]
    assert main(["report", "--dataset", "folders", "--data", str(tmp_path / "music"), *options]) == 0
    found = findings(out)
    assert found["families"] == {"Rock": "Rock & Metal", "Ska": "Reggae & Ska"}
    mistakes = found["recipes"]["forests"]["mistakes"]
    assert mistakes
    for mistake in mistakes:
        assert mistake["file"].startswith(f"{mistake['truth']}/song ")
        assert mistake["file"] in out.read_text()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_the_pictures_are_drawn(page: Path, tmp_path: Path) -> None:
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}", "--dump-dom"]
    done = subprocess.run(
        [str(CHROMIUM), *flags, "--virtual-time-budget=2000", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    drawn = done.stdout
    assert drawn.count("<svg") == 8
    assert drawn.count('role="img"') == 8
    assert "NaN" not in drawn.split("</main>")[0]
    assert ">5 rows</span>" in drawn  # the last thing the script does
    assert re.search(r'<td[^>]*aria-label="[^"]+ is called ', drawn)
