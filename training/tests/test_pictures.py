"""Pictures are whole, labelled files that say the same numbers."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np

from training import pictures
from training.cli import main

SVG = "{http://www.w3.org/2000/svg}"


def texts(path: Path) -> list[str]:
    """Return what is written in a picture."""
    return [element.text or "" for element in ET.parse(path).iter(f"{SVG}text")]  # noqa: S314 - our own file


def test_it_works(npz: Path, small_file: Path, tmp_path: Path) -> None:
    options = ["--data", str(npz), "--unverified", "--params", str(small_file), "--work", str(tmp_path / "work")]
    assert main(["pictures", "--recipe", "logistic-mfcc", *options, "--quiet", "--out", str(tmp_path)]) == 0
    roc, matrix = (texts(tmp_path / name) for name in ("roc.svg", "confusion.svg"))
    assert any(re.fullmatch(r"Alternative: 0\.\d\d \(0\.\d\d to 0\.\d\d\)", text) for text in roc)
    assert "share of the genre's songs found" in roc
    assert {"Rock", "Trance", "tagged", "called"} <= set(matrix)
    assert not (tmp_path / "curves.svg").exists()


def test_the_matrix_says_shares_of_a_genre(tmp_path: Path) -> None:
    (tmp_path / "m.svg").write_text(pictures.confusion([[3, 1], [0, 5]], ("Dub & Bass", "Ska"), "made up"))
    written = texts(tmp_path / "m.svg")
    assert [text for text in written if text.endswith("%")] == ["75%", "25%", "100%"]
    assert written.count("Dub & Bass") == 2


def test_curves_stay_between_their_axes(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    curves = [
        {
            "name": f"network {k}",
            "epochs": [1, 4, 9],
            **{key: rng.uniform(0.2, 3, 3).tolist() for key in ("train_loss", "valid_loss", "valid_accuracy")},
        }
        for k in range(3)
    ]
    (tmp_path / "c.svg").write_text(pictures.learnt(curves, "made up"))
    lines = ET.parse(tmp_path / "c.svg").iter(f"{SVG}polyline")  # noqa: S314 - our own file
    points = np.array(
        [[float(v) for v in pair.split(",")] for line in lines for pair in line.get("points", "").split()]
    )
    assert len(points) == 3 * 3 * 3
    assert points.min() >= 0
    assert points.max() <= 260
