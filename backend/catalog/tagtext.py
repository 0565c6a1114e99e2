"""Text of tags that says it is Latin-1 and is something else."""

import re
import unicodedata

LONGEST = 500
CONTROL = re.compile("[\x80-\x9f]")  # no Latin-1 text has these; other encodings put letters there
HIGH = re.compile("[\x80-\xff]")
WORD = re.compile(r"[^\W\d_]+")
BETWEEN_ARTISTS = re.compile(r"\s*(?:;|\0|\s/\s|\s(?:[Ff]eat\.|feat|[Ff]t\.|ft|[Ff]eaturing)\s+(?=\S))\s*")


def repaired(text: str) -> str:
    """The text as it was meant.

    >>> repaired("BjÃ¶rk"), repaired("Ãðóïïà êðîâè"), repaired("Café del Mar")
    ('Björk', 'Группа крови', 'Café del Mar')
    """
    if not HIGH.search(text) and "\0" not in text:
        return text
    try:
        data = text.encode("latin-1")
    except UnicodeEncodeError:
        return text  # it has letters of other scripts already
    return _as_utf16(data) or _as_utf8(data) or _as_shift_jis(data) or _as_cp1251(data) or _as_cp1252(data) or text


def _as_utf16(data: bytes) -> str | None:
    """UTF-16 shows as every second byte NUL, or by its mark."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") and len(data) > 3:
        return _decoded(data, "utf-16")
    zeros = data.count(0)
    if len(data) < 4 or zeros < 0.4 * len(data):
        return None
    return _decoded(data, "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be")


def _as_utf8(data: bytes) -> str | None:
    """Several high bytes are UTF-8 by chance next to never."""
    return _decoded(data, "utf-8")


def _as_shift_jis(data: bytes) -> str | None:
    text = _decoded(data, "cp932") if CONTROL.search(data.decode("latin-1")) else None
    if text is None:
        return None
    kana = sum("\u3040" <= letter <= "\u30ff" for letter in text)
    return text if 4 * kana >= sum(letter > "\x7f" for letter in text) else None


def _as_cp1251(data: bytes) -> str | None:
    """Words of nothing but high letters are Cyrillic: in Western ones they stand among plain letters."""
    text = _decoded(data, "cp1251")
    if text is None:
        return None
    words = WORD.findall(text)
    high = [word for word in words if max(word) > "\x7f"]
    if not high or max(map(len, high)) < 3:
        return None
    # nothing but Cyrillic in a word, and no capital in the middle of one
    fits = all("\u0400" <= letter <= "\u04ff" for letter in "".join(high))
    return text if fits and all(word[1:].islower() or word.isupper() or len(word) == 1 for word in high) else None


def _as_cp1252(data: bytes) -> str | None:
    return _decoded(data, "cp1252") if CONTROL.search(data.decode("latin-1")) else None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def tidy(value: object) -> str:
    """Text that can be stored and sent: no NUL, no lone surrogate, of some length, composed."""
    said = str(value) if not isinstance(value, bytes) else _decoded(value, "utf-8") or value.decode("latin-1")
    text = repaired(said).replace("\0", " ").encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", text).strip()[:LONGEST]


def artists_of(values: list[str]) -> list[str]:
    """Each artist once, in their order, also when one text names several."""
    names = (name.strip() for value in values for name in BETWEEN_ARTISTS.split(value))
    return list(dict.fromkeys(name for name in names if name))
