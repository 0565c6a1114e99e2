"""Pictures of a recipe's scores as SVG files: ROC curve of each genre, confusion matrix, and how networks learnt.

Conventions: one file a picture, readable without a script, with axes, labels and a title for those who cannot see it;
sizes in pixels. The report (`training.page`) draws the same numbers to be explored; these are for papers and cards.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

_COLOUR, _FAINT, _INK = "#2f6fc1", "#c9d3df", "#1d2733"
_PLOT, _GAP, _COLUMNS = 150, 62, 6

Points = Sequence[Sequence[float]]


def roc(ranking: dict[str, Any], title: str) -> str:
    """Draw the receiver operating characteristic of each genre with the area under it.

    Parameters
    ----------
    ranking : dict
        From `training.curves.ranking`.
    title : str
        What it is of.
    """
    step = _PLOT + _GAP
    parts = []
    for k, (genre, entry) in enumerate(ranking.items()):
        area = entry["roc_auc"]
        head = f"{genre}: {area['value']:.2f} ({area['low']:.2f} to {area['high']:.2f})"
        panel = _panel(head, [entry["roc"]], (0.0, 1.0), (0.0, 1.0), diagonal=True)
        parts.append(
            f'<g transform="translate({48 + step * (k % _COLUMNS)},{76 + step * (k // _COLUMNS)})">{panel}</g>'
        )
    rows = -(-len(ranking) // _COLUMNS)
    width, height = 48 + step * min(_COLUMNS, len(ranking)), 76 + step * rows + 14
    parts.append(_text(width / 2, height - 12, "share of other genres' songs called so (false alarms)", "middle"))
    parts.append(_sideways(14, height / 2, "share of the genre's songs found"))
    return _picture(width, height, f"ROC curve and area under it of each genre: {title}", parts)


def confusion(matrix: Sequence[Sequence[int]], genres: Sequence[str], title: str) -> str:
    """Draw how often rows of a genre (down) are called each genre (across), as shares of the rows of the genre."""
    cell, left, top = 30, 130, 150
    parts = [_text(left, 46, "called", "start"), _sideways(16, top + cell * len(genres) / 2, "tagged")]
    for i, genre in enumerate(genres):
        parts.append(_text(left - 6, top + cell * i + 19, genre, "end"))
        at = f"translate({left + cell * i + 19},{top - 6}) rotate(-90)"
        parts.append(f'<text transform="{at}">{escape(genre)}</text>')
        total = max(sum(matrix[i]), 1)
        for j, count in enumerate(matrix[i]):
            share = count / total
            x, y = left + cell * j, top + cell * i
            said = f"{genre} called {genres[j]}: {count:,} of {total:,}"
            parts.append(
                f'<rect x="{x}" y="{y}" width="{cell - 1}" height="{cell - 1}" fill="{_COLOUR}" '
                f'fill-opacity="{min(1.0, share * 1.25):.3f}"><title>{escape(said)}</title></rect>'
            )
            if share >= 0.005:
                ink = "#fff" if share > 0.45 else _INK
                parts.append(
                    f'<text x="{x + cell / 2 - 0.5}" y="{y + 19}" text-anchor="middle" fill="{ink}">{share:.0%}</text>'
                )
    size = cell * len(genres)
    return _picture(left + size + 20, top + size + 20, f"Confusion matrix: {title}", parts)


def learnt(curves: Sequence[dict[str, Any]], title: str) -> str:
    """Draw loss and accuracy after each epoch, a line for each network.

    Parameters
    ----------
    curves : sequence of dict
        `name`, `epochs`, `train_loss`, `valid_loss`, `valid_accuracy`, as a bundle's manifest holds them.
    title : str
        What it is of.
    """
    last = max((curve["epochs"][-1] for curve in curves), default=1)
    shown = (
        ("train_loss", "loss, rows learnt from"),
        ("valid_loss", "loss, rows held back"),
        ("valid_accuracy", "accuracy, rows held back"),
    )
    losses = [value for curve in curves for key in ("train_loss", "valid_loss") for value in curve[key]]
    right = [value for curve in curves for value in curve["valid_accuracy"]]
    parts = []
    for k, (key, head) in enumerate(shown):
        lines = [list(zip(curve["epochs"], curve[key], strict=True)) for curve in curves]
        values = right if key == "valid_accuracy" else losses
        panel = _panel(head, lines, (1.0, float(max(last, 2))), _span(values), size=260)
        parts.append(f'<g transform="translate({60 + 330 * k},80)">{panel}</g>')
    parts.append(_text(60 + 495, 390, "epoch", "middle"))
    return _picture(60 + 330 * 3, 410, f"How {len(curves)} networks learnt: {title}", parts)


def _span(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    return low, high if high > low else low + 1.0


def _panel(  # noqa: PLR0913 - a picture has two axes and a size
    head: str,
    lines: Sequence[Points],
    x: tuple[float, float],
    y: tuple[float, float],
    *,
    size: int = _PLOT,
    diagonal: bool = False,
) -> str:
    """Draw lines between two labelled axes."""

    def at(point: Sequence[float]) -> str:
        across, up = ((value - low) / (high - low) for value, (low, high) in zip(point, (x, y), strict=True))
        return f"{size * across:.1f},{size * (1 - up):.1f}"

    parts = [
        _text(0, -8, head, "start"),
        f'<path d="M0 0V{size}H{size}" fill="none" stroke="{_INK}"/>',
        *(_text(size * (value - x[0]) / (x[1] - x[0]), size + 16, f"{value:g}", "middle") for value in x),
        *(_text(-5, size * (1 - (value - y[0]) / (y[1] - y[0])) + 4, f"{value:.3g}", "end") for value in y),
    ]
    if diagonal:
        parts.append(f'<path d="M0 {size}L{size} 0" stroke="{_FAINT}" stroke-dasharray="4 3"/>')
    thin = 1.0 if len(lines) > 1 else 1.8
    parts += [
        f'<polyline points="{" ".join(map(at, line))}" fill="none" stroke="{_COLOUR}" stroke-width="{thin}"/>'
        for line in lines
    ]
    return "".join(parts)


def _picture(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" font-family="system-ui, sans-serif" font-size="11" fill="{_INK}">'
        f'<title>{escape(title)}</title><rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="20" y="26" font-size="16">{escape(title)}</text>{body}</svg>\n'
    )


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'


def _sideways(x: float, y: float, text: str) -> str:
    return f'<text transform="translate({x:g},{y:g}) rotate(-90)" text-anchor="middle">{escape(text)}</text>'
