"""A text in lines of a width, as a picture has room for it."""

from collections.abc import Callable, Iterator

from backend.sharing.lettering import Font

LONGEST = 300  # letters that are looked at; more never fit
ENDING = "..."  # Pillow's own font has no ellipsis


def lines_of(text: str, font: Font, *, room: float, most: int) -> list[str]:
    """The text in at most so many lines, broken at words; what is left over ends in an ellipsis, at a word as well."""

    def fits(line: str) -> bool:
        return font.getlength(line) <= room

    found = [""]
    for word in text[:LONGEST].split():
        for part in _pieces(word, fits):
            longer = f"{found[-1]} {part}".strip()
            if fits(longer):
                found[-1] = longer
            else:
                found.append(part)
    if len(found) <= most:
        return found
    return [*found[: most - 1], _shortened(found[most - 1], fits)]


def _shortened(line: str, fits: Callable[[str], bool]) -> str:
    """As many words of a line that goes on as leave room for the ellipsis; of a single word, letters."""
    while line and not fits(_ended(line)):
        line = line.rpartition(" ")[0] or line[:-1]
    return _ended(line)


def _ended(line: str) -> str:
    return f"{line.rstrip(' ,;:-–·')}{ENDING}"  # noqa: RUF001 - titles have such dashes


def _pieces(word: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """A word, or as much of it as a line holds at a time: some scripts have no spaces."""
    piece = ""
    for letter in word:
        if piece and not fits(piece + letter):
            yield piece
            piece = ""
        piece += letter
    yield piece
