"""The exploratory report: one HTML file that needs nothing but itself."""

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

import numpy as np

from training.datasets.base import Dataset, Table
from training.datasets.index import folded
from training.exploring import draw
from training.exploring.survey import TAGS, Heard, Survey, equal_rows, near_rows

_LONGEST = 40
"""Rows shown of a long table; the sentence above it says how many there are."""

_STYLE = """
:root { color-scheme: light dark; --ink: #1c1c22; --quiet: #60606c; --paper: #fdfdfb; --line: #d9d9d4; --bar: #4a6fb5 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf0; --quiet: #a3a3b0; --paper: #17171b; --line: #3a3a42; --bar: #86a7e8 } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto;
  padding: 1.5rem; max-width: 70rem }
h1, h2 { line-height: 1.2 } h2 { border-top: 1px solid var(--line); padding-top: 1rem; margin-top: 2rem }
svg text { fill: var(--ink); font-size: 12px } svg .quiet { fill: var(--quiet) } svg .small { font-size: 9px }
.bar { fill: var(--bar) } .wide { width: 100%; height: auto } .scroll { overflow-x: auto }
table { border-collapse: collapse } td, th { padding: .15rem .8rem .15rem 0; text-align: left; vertical-align: top }
th { border-bottom: 1px solid var(--line) } .grid { display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)) }
figure { margin: 0 } figure img, figure svg { width: 100%; height: auto }
figcaption { font-size: .85rem; overflow-wrap: anywhere; color: var(--quiet) }
img { image-rendering: pixelated } td { overflow-wrap: anywhere }
td:first-child { min-width: 9rem } svg.bars { display: block; max-width: 45rem }
"""


def page(dataset: Dataset, survey: Survey) -> str:
    """Return the report as HTML."""
    sections = [_about(dataset, survey)]
    if survey.table is not None:
        sections.append(_balance(survey.table))
    if survey.clips:
        sections += [_sound(survey.heard), _tags(survey.heard), _broken(survey), _same(survey)]
    if survey.table is not None:
        sections += [_equal(survey), _features(survey.table)]
    if survey.pictures:
        sections.append(_pictures(survey))
    title = escape(dataset.name)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}: what is in it</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><h1>{title}: what is in it</h1>{''.join(sections)}</body></html>\n"
    )


def _about(dataset: Dataset, survey: Survey) -> str:
    facts: list[tuple[str, str]] = [("clips" if survey.clips else "rows", f"{survey.of:,}")]
    if survey.clips:
        hours = sum(one.duration_s for one in survey.heard) / 3600
        facts += [
            ("listened to", f"{len(survey.clips):,}" + (" (taken evenly)" if len(survey.clips) < survey.of else "")),
            ("could not be read", f"{len(survey.broken):,}"),
            ("sound", f"{hours:.2f} hours"),
            ("pairs that are one recording", f"{len(survey.same):,}"),
        ]
    if survey.table is not None:
        table = survey.table
        facts += [
            ("genres", f"{len(table.genres):,}"),
            ("groups a split keeps together", f"{table.n_groups:,}"),
            ("features", f"{len(table.features):,}"),
        ]
        if table.split is not None:
            counted = Counter(table.split.tolist())
            facts.append(("published split", ", ".join(f"{part or 'none'} {n:,}" for part, n in counted.items())))
        if table.weight is not None:
            facts.append(("weights", f"{table.weight.min():.2f} to {table.weight.max():.2f}"))
    facts += [("cite", dataset.citation), ("licence", dataset.licence), ("use", dataset.uses)]
    return _table((), facts)


def _balance(table: Table) -> str:
    counts = np.bincount(table.y, minlength=len(table.genres))
    order = np.argsort(-counts, kind="stable")
    rows = [
        (
            table.genres[k],
            float(counts[k]),
            f"{counts[k]:,}  ({counts[k] / len(table):.1%}), {len(np.unique(table.group[table.y == k])):,} groups",
        )
        for k in order
    ]
    few = counts[counts > 0]
    share = counts[counts > 0] / counts.sum()
    evenness = np.exp(-(share * np.log(share)).sum())
    return (
        "<h2>Class balance</h2>"
        f"<p>The most frequent genre has {few.max() / few.min():.1f} times the rows of the rarest; "
        f"the balance is that of {evenness:.1f} equal genres. Always guessing the most frequent one is right "
        f"{few.max() / len(table):.1%} of the time.</p>{draw.bars(rows)}"
    )


def _sound(heard: Sequence[Heard]) -> str:
    if not heard:
        return "<h2>Sound</h2><p>No clip could be read.</p>"
    durations = np.array([one.duration_s for one in heard])
    kinds = Counter(one.kind for one in heard).most_common()
    rates = Counter(f"{one.sample_rate / 1000:g} kHz" for one in heard).most_common()
    bit_rates = Counter(f"{round(one.bit_rate / 1000)} kbit/s" for one in heard if one.bit_rate).most_common(12)
    low, middle, high = np.percentile(durations, [0, 50, 100])
    return (
        f"<h2>Sound</h2><p>Clips last from {low:.1f} to {high:.1f} s, the middle one {middle:.1f} s.</p>"
        f'<div class="grid">{draw.histogram(durations, "duration, s")}</div>'
        + "".join(draw.bars([(name, n, f"{n:,}") for name, n in some]) for some in (kinds, rates, bit_rates) if some)
    )


def _tags(heard: Sequence[Heard]) -> str:
    rows = [
        (tag, f"{sum(tag in one.tags for one in heard):,} of {len(heard):,}", _most(one.tags.get(tag) for one in heard))
        for tag in TAGS
    ]
    named = [one for one in heard if "genre" in one.tags]
    agree = sum(folded(one.tags["genre"]) == folded(one.clip.genre) for one in named)
    said = f"<p>Of {len(named):,} files with a genre tag, {agree:,} say the same as their label.</p>" if named else ""
    return f"<h2>Tags in the files</h2>{_table(('tag', 'files', 'most frequent'), rows)}{said}"


def _broken(survey: Survey) -> str:
    if not survey.broken:
        return "<h2>Broken files</h2><p>None: every file could be read.</p>"
    counted = Counter(code for _, code in survey.broken).most_common()
    rows = [(code, f"{n:,}", ", ".join(_first(survey, code))) for code, n in counted]
    return f"<h2>Broken files</h2>{_table(('refusal', 'files', 'first'), rows)}"


def _first(survey: Survey, code: str) -> list[str]:
    return [clip.path.name for clip, found in survey.broken if found == code][:5]


def _same(survey: Survey) -> str:
    heard = survey.heard
    exact = sum(n - 1 for n in Counter(one.sound_sha256 for one in heard).values())
    rows = []
    for match in survey.same:
        one, other = heard[match.first], heard[match.second]
        alike = one.sound_sha256 == other.sound_sha256
        rows.append(
            (
                one.clip.path.name,
                other.clip.path.name,
                "the same samples" if alike else f"{match.bit_error_rate:.0%} of bits, {match.shift_s:+.2f} s",
                _warning(one, other),
            )
        )
    labels = sum("labels differ" in row[3] for row in rows)
    leaks = sum("groups differ" in row[3] for row in rows)
    return (
        "<h2>The same recording more than once</h2>"
        f"<p>{len(rows):,} pairs are one recording by their audio fingerprint; {exact:,} clips repeat another's "
        f"samples exactly. In {labels:,} pairs the labels differ; {leaks:,} pairs are in two groups, so a split may "
        f"part them.</p>{_table(('clip', 'other', 'differ by', 'beware'), rows)}"
    )


def _warning(one: Heard, other: Heard) -> str:
    found = []
    if one.clip.genre != other.clip.genre:
        found.append(f"labels differ ({one.clip.genre}, {other.clip.genre})")
    if one.clip.group != other.clip.group:
        found.append("groups differ")
    if one.clip.split != other.clip.split:
        found.append("parts of the split differ")
    return "; ".join(found)


def _equal(survey: Survey) -> str:
    table = survey.table
    assert table is not None  # noqa: S101 - only called with one
    equal, near = equal_rows(table), near_rows(table)
    repeated = sum(len(rows) - 1 for rows in equal)
    differing = sum(len({int(table.y[row]) for row in rows}) > 1 for rows in equal)
    parted = sum(len({int(table.group[row]) for row in rows}) > 1 for rows in equal)
    rows = [(_row(survey, a), _row(survey, b), f"{gap:.3f}") for a, b, gap in near]
    return (
        f"<h2>Equal and nearly equal vectors</h2><p>{len(equal):,} vectors stand in the data more than once "
        f"({repeated:,} rows too many); {differing:,} of them under different labels, {parted:,} in different groups. "
        f"{len(near):,} pairs are nearest neighbours closer than half a standard deviation on average."
        "</p>"
        f"{_table(('row', 'nearest', 'difference'), rows)}"
    )


def _row(survey: Survey, row: int) -> str:
    table = survey.table
    assert table is not None  # noqa: S101 - only called with one
    name = survey.heard[row].clip.path.name if survey.heard else f"row {row}"
    return f"{name} ({table.genres[table.y[row]]})"


def _features(table: Table) -> str:
    X = table.X.astype(np.float64)
    rank = np.argsort(np.argsort(X, axis=0, kind="stable"), axis=0, kind="stable") / max(len(X) - 1, 1)
    present = np.unique(table.y)
    medians = np.array([np.median(rank[table.y == k], axis=0) for k in present])
    heat = draw.heat_map((medians - 0.5) * 4, [table.genres[k] for k in present], table.features)
    each = "".join(draw.histogram(X[:, j], name) for j, name in enumerate(table.features))
    return (
        "<h2>Features by genre</h2><p>Where a genre's middle clip stands among all: red above the middle of all, blue "
        f'below; full colour from the outer eighths on.</p><div class="scroll">{heat}</div>'
        f'<h2>Feature distributions</h2><div class="grid">{each}</div>'
    )


def _pictures(survey: Survey) -> str:
    drawn = [draw.picture(values, f"{genre}: {name}") for genre, (name, values) in sorted(survey.pictures.items())]
    return (
        "<h2>Spectrograms</h2><p>The first ten seconds of one clip of each genre, 60 Hz to 16 kHz, 70 dB deep.</p>"
        f'<div class="grid">{"".join(drawn)}</div>'
    )


def _most(values: Iterable[str | None]) -> str:
    return ", ".join(f"{value} ({n:,})" for value, n in Counter(value for value in values if value).most_common(5))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    lines = [f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows[:_LONGEST]]
    top = f"<tr>{''.join(f'<th>{escape(cell)}</th>' for cell in head)}</tr>" if head else ""
    more = f"<p>… and {len(rows) - _LONGEST:,} more.</p>" if len(rows) > _LONGEST else ""
    return f'<div class="scroll"><table>{top}{"".join(lines)}</table></div>{more}'
