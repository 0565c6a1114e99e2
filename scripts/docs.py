"""Print the generated files again from the code, or check that they say the same.

Usage: python scripts/docs.py [--check]   (make contracts, make check)
Generated: contracts/*.yaml, docs/errors.md, docs/features.md, the model cards, the scores in README.md.
Checked: .env.example, and what the images tell the allocator.
"""

import re
import subprocess
import sys
from pathlib import Path

from audiofiler import Ensemble, schema
from audiofiler.allocation import KEEP_MEMORY
from audiofiler.extraction import LEAST_FOR_OFFSETS_S, OFFSETS_S
from audiofiler.words import FEATURE_WORDS

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = (
    ("-m", "backend.manage", "contract"),
    ("-m", "backend.manage", "errors_doc"),
    ("-m", "extractor_service.manage", "contract"),
)
TRAINING = Path(sys.executable).parent / "audiofiler-train"
MARKERS = ("<!-- scores: printed by `make contracts` from the shipped bundle -->", "<!-- /scores -->")
ENVIRONMENT = ("backend/config/env.py", "extractor_service/config/env.py", "audiofiler/src/audiofiler/allocation.py")
ALLOCATION = (".env.example", "backend/Dockerfile", "extractor_service/Dockerfile")
VARIABLE = re.compile(r'"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_?)"')
NOT_VARIABLES = {"ENGINE", "INFO", "WARNING", "ERROR"}
"""Names that only look like variables in those files."""


def features_page() -> str:
    """Write docs/features.md from the schema."""
    rows = [
        f"| `{feature.name}` | {feature.unit} | {feature.meaning} | {_in_words(feature.name)} |"
        for feature in schema.FRAME_FEATURES
    ]
    return "\n".join(
        [
            "# The 70 features",
            "",
            "Printed by `python scripts/docs.py` from `audiofiler.schema`; do not edit.",
            "",
            f"Schema `{schema.SCHEMA_ID}`: sound at {schema.SAMPLE_RATE} Hz, at most {schema.CLIP_SECONDS:g} s a clip,",
            f"frames of {schema.FRAME_SECONDS:g} s without overlap or window function, epsilon {schema.EPS:g}.",
            "A clip's vector holds the mean of each of the 34 frame features below (`NAME_mean`), then their standard",
            "deviations (`NAME_std`), then `bpm` and `bpm_confidence` from the distances of peaks in frames of",
            f"{schema.BEAT_FRAME_SECONDS * 1000:g} ms.",
            "",
            "`bpm` is a model input, not a tempo: on real songs it answers 200 or 300.",
            "",
            f"Votes hear a clip of {LEAST_FOR_OFFSETS_S:g} s or more with the one-second frames beginning at "
            f"{', '.join(f'{offset:g}' for offset in OFFSETS_S)} s",
            "(`decisions/0010-steady-votes.md`); the clip's own vector is the first.",
            "",
            "The values equal those of the 2017 release of pyAudioAnalysis, with which the training data was made, to",
            "a relative 1e-9; `audiofiler/tests/features/test_oracle.py` proves it.",
            "",
            "| feature of a frame | unit | what it tells | in the page's words |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _in_words(name: str) -> str:
    words = FEATURE_WORDS[f"{name}_mean"]
    return f"{words.title}. {words.words}"


def environment_complaints() -> list[str]:
    """Compare the variables the code reads with those .env.example lists."""
    source = "\n".join((ROOT / file).read_text() for file in ENVIRONMENT)
    read = set(VARIABLE.findall(source)) - NOT_VARIABLES
    listed = set(re.findall(r"^#? ?([A-Z][A-Z0-9_]*)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    return [
        *(f".env.example does not list {name}, which the code reads" for name in sorted(read - listed)),
        *(f".env.example lists {name}, which no code reads" for name in sorted(listed - read)),
        *(
            f"{file} does not set {name}={value}, as audiofiler.allocation does"
            for file in ALLOCATION
            for name, value in KEEP_MEMORY.items()
            if f"{name}={value}" not in (ROOT / file).read_text().split()
        ),
    ]


def model_card_complaints(*, check: bool) -> list[str]:
    """Write or check the model cards, which the training room prints from the shipped bundles."""
    command = [TRAINING, "card", "--all", *(["--check"] if check else [])]
    failed = subprocess.run(command, cwd=ROOT, check=False).returncode
    return ["a model card is stale or cannot be printed"] if failed else []


def readme_page() -> str:
    """Put the shipped bundle's scores between the markers of the README."""
    scores = Ensemble.load().manifest["scores"]
    names = {
        "accuracy": "most voted genre is right",
        "top5_accuracy": "right genre is among the five most voted",
        "balanced_accuracy": "mean recall over the 26 genres",
        "macro_f1": "macro F1",
    }
    rows = [
        f"| {words} | **{_percent(scores['model'][name])}** | {_percent(scores['published'][name])} |"
        for name, words in names.items()
    ]
    # The model card shows the calibration error, this table does not.
    protocol = scores["protocol"].split(" Calibration error over ")[0]
    table = ["| on songs no training saw | these forests | published recipe of 2017 |", "|---|---|---|", *rows]
    text = (ROOT / "README.md").read_text()
    head, rest = text.split(MARKERS[0])
    _, tail = rest.split(MARKERS[1])
    return "\n".join([head + MARKERS[0], *table, "", f"Protocol: {protocol}", MARKERS[1] + tail])


def _percent(score: dict[str, float]) -> str:
    return f"{score['value']:.1%} ({score['low']:.1%} to {score['high']:.1%})"


def main() -> int:
    """Write or check everything; say what is stale."""
    check = "--check" in sys.argv[1:]
    complaints = environment_complaints()
    for page, text in ((ROOT / "docs" / "features.md", features_page()), (ROOT / "README.md", readme_page())):
        if not check:
            page.write_text(text)
        elif not page.exists() or page.read_text() != text:
            complaints.append(f"{page.relative_to(ROOT)} is stale")
    for command in COMMANDS:
        done = subprocess.run([sys.executable, *command, *(["--check"] if check else [])], cwd=ROOT, check=False)
        if done.returncode:
            complaints.append(f"`python {' '.join(command)}` failed or found its file stale")
    complaints += model_card_complaints(check=check)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if complaints and check:
        print("`make contracts` prints the generated files again.", file=sys.stderr)
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
