"""Small pictures for a report: bars, histograms, a heat map as SVG, and spectrograms as PNG, with numpy alone."""

import base64
import struct
import zlib
from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

_STOPS = np.array([[0, 0, 4], [60, 15, 110], [140, 41, 129], [222, 73, 104], [254, 159, 109], [252, 253, 191]], float)


def bars(rows: Sequence[tuple[str, float, str]]) -> str:
    """Draw one bar a row: label, length, and what is written behind it."""
    longest = max((value for _, value, _ in rows), default=0) or 1
    parts = []
    for k, (label, value, text) in enumerate(rows):
        width = 400 * value / longest
        parts.append(
            f'<text x="150" y="{22 * k + 15}" text-anchor="end">{escape(label)}</text>'
            f'<rect class="bar" x="158" y="{22 * k + 3}" width="{width:.1f}" height="16"/>'
            f'<text x="{164 + width:.1f}" y="{22 * k + 15}" class="quiet">{escape(text)}</text>'
        )
    return f'<svg viewBox="0 0 720 {22 * len(rows) + 4}" role="img" class="wide bars">{"".join(parts)}</svg>'


def histogram(values: NDArray[np.float64], title: str, bins: int = 32) -> str:
    """Draw how values spread between their 0.5th and 99.5th percentile."""
    low, high = (float(edge) for edge in np.percentile(values, [0.5, 99.5]))
    high = high if high > low else low + 1
    counts, _ = np.histogram(np.clip(values, low, high), bins=bins, range=(low, high))
    top = counts.max() or 1
    width = 200 / bins
    drawn = "".join(
        f'<rect class="bar" x="{width * k:.2f}" y="{60 - 56 * n / top:.1f}" width="{width * 0.9:.2f}" '
        f'height="{56 * n / top:.1f}"/>'
        for k, n in enumerate(counts)
        if n
    )
    return (
        f'<figure><svg viewBox="0 0 200 78" role="img" aria-label="{escape(title)}">{drawn}'
        f'<text x="0" y="74" class="quiet">{low:.3g}</text>'
        f'<text x="200" y="74" text-anchor="end" class="quiet">{high:.3g}</text></svg>'
        f"<figcaption>{escape(title)}</figcaption></figure>"
    )


def heat_map(values: NDArray[np.float64], rows: Sequence[str], columns: Sequence[str]) -> str:
    """Draw values, clipped to -1.5..1.5, as colours from blue over the page's own to red; each cell says its value."""
    cell, left, top = 11, 130, 120
    parts = [
        f'<text x="{left - 6}" y="{top + cell * i + 9}" text-anchor="end">{escape(name)}</text>'
        for i, name in enumerate(rows)
    ]
    for j, name in enumerate(columns):
        x = left + cell * j + 9
        parts.append(f'<text transform="translate({x},{top - 5}) rotate(-90)" class="small">{escape(name)}</text>')
        for i, row in enumerate(rows):
            value = float(values[i, j])
            colour = "#d6403a" if value > 0 else "#2f6fc1"
            parts.append(
                f'<rect x="{left + cell * j}" y="{top + cell * i}" width="{cell - 1}" height="{cell - 1}" '
                f'fill="{colour}" fill-opacity="{min(abs(value) / 1.5, 1):.2f}">'
                f"<title>{escape(row)}, {escape(name)}: {value:+.2f}</title></rect>"
            )
    size = f"0 0 {left + cell * len(columns)} {top + cell * len(rows)}"
    return f'<svg viewBox="{size}" role="img" class="wide" aria-label="genres by features">{"".join(parts)}</svg>'


def picture(values: NDArray[np.float64], title: str) -> str:
    """Draw (bands, times) in 0..1 as an image in the page, lowest band at the bottom."""
    data = base64.b64encode(png(values[::-1])).decode()
    return (
        f'<figure><img alt="spectrogram of {escape(title)}" src="data:image/png;base64,{data}">'
        f"<figcaption>{escape(title)}</figcaption></figure>"
    )


def png(values: NDArray[np.float64]) -> bytes:
    """Return a PNG with 256 colours of values in 0..1, (height, width)."""
    height, width = values.shape
    levels = np.round(np.clip(values, 0, 1) * 255).astype(np.uint8)
    at = np.linspace(0, len(_STOPS) - 1, 256)
    palette = np.stack([np.interp(at, np.arange(len(_STOPS)), _STOPS[:, c]) for c in range(3)], axis=1)
    raw = np.concatenate([np.zeros((height, 1), np.uint8), levels], axis=1).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", head),
        (b"PLTE", palette.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(raw)),
        (b"IEND", b""),
    )
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body
