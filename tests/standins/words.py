"""What invented titles and names are made of: words of many languages, and syllables for words that nobody has."""

from pathlib import Path


def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section.extend(line.split("|"))
    return found


_WORDS = _sections()
ADJECTIVES = _WORDS["adjectives"]
NOUNS = _WORDS["nouns"]
VERBS = _WORDS["verbs"]
ACCENTED = _WORDS["accented"]
SCRIPTS = _WORDS["scripts"]
FIRST_NAMES = _WORDS["first_names"]
BAND_ENDINGS = _WORDS["band_endings"]
SYLLABLES = _WORDS["syllables"]
VERSIONS = _WORDS["versions"]
GENRES = _WORDS["genres"]
