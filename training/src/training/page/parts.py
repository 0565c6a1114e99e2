"""Pieces of HTML the sections of the report are put together from."""

from collections.abc import Sequence
from html import escape
from typing import Any


def head(names: Sequence[str], words: tuple[int, ...] = (0,), *, sort: bool = False) -> str:
    """Return the head of a table; columns of words stand to the left, and `sort` makes names buttons."""
    cells = (
        f'<th scope="col"{" class=word" if k in words else ""}>'
        + (f'<button type="button">{escape(name)}</button>' if sort else escape(name))
        + "</th>"
        for k, name in enumerate(names)
    )
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def table(names: Sequence[str], rows: str, words: tuple[int, ...] = (0,), caption: str = "") -> str:
    """Return a table that scrolls by itself where the window is narrow."""
    said = f'<caption class="visually-hidden">{escape(caption)}</caption>' if caption else ""
    return f'<div class="wide"><table>{said}{head(names, words)}<tbody>{rows}</tbody></table></div>'


def row(name: str, cells: Sequence[str], words: tuple[int, ...] = ()) -> str:
    """Return a row of finished HTML cells under a name; `words` counts from the first cell."""
    made = (f"<td{' class=word' if k in words else ''}>{cell}</td>" for k, cell in enumerate(cells))
    return f'<tr><th scope="row">{escape(name)}</th>{"".join(made)}</tr>'


def figure(key: str, title: str) -> str:
    """Return an empty picture with a line below it that says what is pointed at."""
    return (
        f'<figure id="{key}"><h3>{escape(title)}</h3><div class="picture"></div><figcaption aria-live="polite">'
        "</figcaption></figure>"
    )


def choice(key: str, label: str, options: Sequence[tuple[str, str]]) -> str:
    """Return a choice of (value, text)."""
    made = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options)
    return f'<label for="{key}">{escape(label)} <select id="{key}">{made}</select></label>'


def key(main: str, base: str) -> str:
    """Return what the two lines of a picture stand for."""
    return f'<span class="key"><span><i></i>{escape(main)}</span><span><i class="base"></i>{escape(base)}</span></span>'


def value(entry: dict[str, float], places: int = 3) -> str:
    """Return a value with its interval."""
    low, high = (f"{entry[name]:.{places}f}" for name in ("low", "high"))
    return f'{entry["value"]:.{places}f} <span class="soft">({low} to {high})</span>'


def share(entry: dict[str, float]) -> str:
    """Return a share with its interval, per cent."""
    return f'{entry["value"]:.0%} <span class="soft">({entry["low"]:.0%} to {entry["high"]:.0%})</span>'


def percent(part: float | None) -> str:
    """Return a share per cent, or a dash where there is none."""
    return "-" if part is None else f"{part:.1%}"


def shaded(matrix: Sequence[Sequence[int]], names: Sequence[str], caption: str) -> str:
    """Return a small confusion matrix whose cells say their counts and are as dark as their share of the row."""
    top = "".join(f'<th scope="col"><span>{escape(name)}</span></th>' for name in names)
    body = ""
    for k, (name, counts) in enumerate(zip(names, matrix, strict=True)):
        whole = max(sum(counts), 1)
        cells = "".join(_shaded_cell(n, n / whole, right=k == j) for j, n in enumerate(counts))
        body += f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'
    return (
        f'<div class="wide"><table class="matrix"><caption class="visually-hidden">{escape(caption)}</caption>'
        f"<thead><tr><td></td>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _shaded_cell(count: int, part: float, *, right: bool) -> str:
    colour = "--cell" if right else "--wrong"
    # Never darker than text can be read on.
    style = f"background:rgb(var({colour}) / {min(0.55, part * 0.55):.3f})"
    return f'<td{" class=right" if right else ""} style="{style}">{count or ""}</td>'


def with_key(found: dict[str, Any]) -> str:
    """Return the key of a picture of the recipe and the baseline."""
    return key(found["name"], found["baseline"])
