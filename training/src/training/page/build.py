"""Writes the report page. Everything it needs stands in it: style, script and numbers; it opens from a file."""

from html import escape
from importlib import resources
from typing import Any

from training.evaluate import METRIC_NAMES
from training.findings import as_json
from training.page.around import song_map, unknown
from training.page.networks import networks
from training.page.parts import choice, figure, head, value, with_key
from training.page.sound import robustness, transfer
from training.page.sure import sure

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def build(found: dict[str, Any]) -> str:
    """Return the page.

    Parameters
    ----------
    found : dict
        From `training.findings.gather`.
    """
    sections = [
        ("scores", "How good it is", _scores(found)),
        ("genres", "Genre by genre", _genres(found)),
        ("confusions", "What is taken for what", _confusions(found)),
        ("families", "Families", _families(found)),
        ("sure", "Does it know when it is right?", sure(found)),
        *(
            [("steady", "When clips change a little", robustness(found["robustness"]))]
            if found.get("robustness")
            else []
        ),
        *([("elsewhere", "On another collection", transfer(found["transfer"]))] if found.get("transfer") else []),
        *([("unknown", "What is not music it knows", unknown(found["unknown"]))] if found.get("unknown") else []),
        *([("map", "Clusters without labels", song_map(found["map"]))] if found.get("map") else []),
        *([("networks", "How the networks learnt", networks(found["curves"]))] if found.get("curves") else []),
        *([("more", "More data, and the leak", _learning(found) + _leak(found))] if _besides(found) else []),
        ("mistakes", "Surest mistakes", _mistakes(found)),
        ("how", "How it was measured", _how(found)),
    ]
    links = "".join(f'<a href="#{key}">{escape(title)}</a>' for key, title, _ in sections)
    body = "".join(
        f'<section id="{key}-part"><h2 id="{key}">{escape(t)}</h2>{html}</section>' for key, t, html in sections
    )
    title = f"{found['name']} on {found['dataset']['name']}"
    script = _file("charts.js") + _file("report.js").replace("'use strict';\n", "", 1)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>Report: {escape(title)}</title>
<style>{_file("page.css")}</style>
</head>
<body>
<header><h1>Report: {escape(title)}</h1>
<p class="lead">{escape(found["compared"]["sentence"])}</p>
<p class="soft">{found["rows"]:,} rows of {found["audio_files"]:,} audio files, {len(found["genres"])} genres; \
the baseline is always the recipe of the 2017 release ({escape(found["baseline"])}).</p>
<nav aria-label="Parts">{links}</nav></header>
<main>{body}</main>
<noscript><p>The pictures need the script in this file; the tables do not.</p></noscript>
<script type="application/json" id="findings">{as_json(found)}</script>
<script>{script}</script>
</body>
</html>
"""


def _besides(found: dict[str, Any]) -> bool:
    return "leak" in found["recipes"][found["name"]]


def _scores(found: dict[str, Any]) -> str:
    mine, base = (found["recipes"][found[key]]["scores"] for key in ("name", "baseline"))
    verdict = {1: f"{found['name']} better", -1: f"{found['baseline']} better", 0: "no more than chance"}
    rows = []
    for key, label in METRIC_NAMES.items():
        better = found["compared"]["measures"][key]["better"]
        cells = [
            f'<td{best}>{entry["value"]:.3f} <span class="soft">({entry["low"]:.3f} to {entry["high"]:.3f})</span></td>'
            for entry, best in (
                (mine[key], ' class="best"' if better > 0 else ""),
                (base[key], ' class="best"' if better < 0 else ""),
            )
        ]
        rows.append(
            f'<tr><th scope="row">{label}</th>{"".join(cells)}<td class="word">{escape(verdict[better])}</td></tr>'
        )
    columns = head(["measure", found["name"], found["baseline"], "paired test"], words=(0, 3))
    chance = found["compared"]["mcnemar"]
    note = f"<p>McNemar's test of accuracy: chance alone parts the two so unevenly with probability {chance:.2g}.</p>"
    return f'<div class="wide"><table>{columns}<tbody>{"".join(rows)}</tbody></table></div>{note}'


def _genres(found: dict[str, Any]) -> str:
    mine = found["recipes"][found["name"]]
    rows = []
    for genre, entry in mine["genres"].items():
        ranking = mine["ranking"].get(genre)
        areas = [value(ranking[key]) if ranking else "-" for key in ("roc_auc", "average_precision")]
        cells = [f"{entry['rows']:,}", f"{entry['recall']:.2f}", f"{entry['precision']:.2f}", *areas]
        family = f'<td class="word">{escape(found["families"].get(genre, ""))}</td>'
        numbers = "".join(f"<td>{cell}</td>" for cell in cells)
        rows.append(f'<tr><th scope="row">{escape(genre)}</th>{family}{numbers}</tr>')
    names = ["genre", "family", "rows", "recall", "precision", "ROC area", "average precision"]
    chosen = choice("genre", "Genre", [(g, g) for g in mine["ranking"]])
    return f"""<div class="controls">{chosen}{with_key(found)}</div>
<div class="pair">{figure("roc", "Found against false alarms (ROC)")}
{figure("precision_recall", "Precision against recall")}</div>
<p class="soft">Thin lines: the other genres of {escape(found["name"])}. By its probabilities; intervals are those of \
the bootstrap over audio files.</p>
<div class="wide"><table class="sortable"><caption class="visually-hidden">Scores of each genre</caption>\
{head(names, words=(0, 1), sort=True)}<tbody>{"".join(rows)}</tbody></table></div>"""


def _confusions(found: dict[str, Any]) -> str:
    genres = found["genres"]
    top = "".join(f'<th scope="col"><span>{escape(genre)}</span></th>' for genre in genres)
    body = "".join(f'<tr><th scope="row">{escape(genre)}</th>{"<td></td>" * len(genres)}</tr>' for genre in genres)
    chosen = choice("matrix-recipe", "Recipe", [(found[key], found[key]) for key in ("name", "baseline")])
    matrix = found["recipes"][found["name"]]["confusion"]
    support = [max(sum(row), 1) for row in matrix]
    pairs = sorted(
        ((matrix[a][b], a, b) for a in range(len(genres)) for b in range(len(genres)) if a != b), reverse=True
    )[:12]
    rows = "".join(
        f'<tr><th scope="row">{escape(genres[a])}</th><td class="word">{escape(genres[b])}</td><td>{n:,}</td>'
        f"<td>{n / support[a]:.0%}</td><td>{matrix[b][a]:,}</td></tr>"
        for n, a, b in pairs
        if n
    )
    names = ["tagged", "called", "rows", "share of the tagged", "the other way round"]
    return f"""<div class="controls">{chosen}</div>
<p id="matrix-says" aria-live="polite">A row is what people tagged, a column what it is called, the colour its share \
of the row. Point at a cell, or focus one and use the arrow keys.</p>
<div class="wide"><table class="matrix" id="matrix"><caption class="visually-hidden">Confusion matrix</caption>\
<thead><tr><td></td>{top}</tr></thead><tbody>{body}</tbody></table></div>
<h3>Most frequent confusions of {escape(found["name"])}</h3>
<div class="wide"><table>{head(names, words=(0, 1))}<tbody>{rows}</tbody></table></div>"""


def _families(found: dict[str, Any]) -> str:
    mine, base = (found["recipes"][found[key]]["families"] for key in ("name", "baseline"))
    scores = "".join(
        f'<tr><th scope="row">{METRIC_NAMES[key]}</th><td>{value(mine["measures"][key])}</td>'
        f"<td>{value(base['measures'][key])}</td></tr>"
        for key in mine["measures"]
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{entry["rows"]:,}</td><td>{entry["recall"]:.2f}</td>'
        f"<td>{base['families'][name]['recall']:.2f}</td><td>{entry['precision']:.2f}</td>"
        f'<td class="word"><span class="bar" style="width:{entry["recall"] * 10:.2f}rem"></span></td></tr>'
        for name, entry in mine["families"].items()
    )
    names = ["family", "rows", "recall", f"recall, {found['baseline']}", "precision", ""]
    return f"""<p>The family of the winner against the family of the tag: being off by a neighbour counts as right.</p>
<div class="wide"><table>{head(["measure", found["name"], found["baseline"]])}<tbody>{scores}</tbody></table></div>
<div class="wide"><table>{head(names, words=(0, 5))}<tbody>{rows}</tbody></table></div>"""


def _learning(found: dict[str, Any]) -> str:
    points = found["recipes"][found["name"]]["learning"]
    measures = [(key, METRIC_NAMES[key]) for key in points[0] if key in METRIC_NAMES]
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{point["audio_files"]:,}</td>'
        + "".join(f"<td>{point[key]:.3f}</td>" for key, _ in measures)
        + "</tr>"
        for name in (found["name"], found["baseline"])
        for point in found["recipes"][name]["learning"]
    )
    names = ["recipe", "audio files", *(label for _, label in measures)]
    return f"""<div class="controls">{choice("learning-measure", "Measure", measures)}{with_key(found)}</div>
<div class="pair">{figure("learning", "Learning curve")}
<div class="wide"><table>{head(names)}<tbody>{rows}</tbody></table></div></div>"""


def _leak(found: dict[str, Any]) -> str:
    rows = []
    for name in (found["name"], found["baseline"]):
        entry = found["recipes"][name]["leak"]
        for key in entry["random"]:
            gain = entry["random"][key] - entry["grouped"][key]
            rows.append(
                f'<tr><th scope="row">{escape(name)}</th><td class="word">{METRIC_NAMES[key]}</td>'
                f"<td>{entry['random'][key]:.3f}</td><td>{entry['grouped'][key]:.3f}</td><td>{gain:+.3f}</td></tr>"
            )
    entry = found["recipes"][found["name"]]["leak"]
    names = ["recipe", "measure", "random split", "split by audio file", "pretended"]
    return f"""<h3>What a random split would pretend</h3>
<p>The same {entry["rows"]:,} rows, scored after a random split and after the split by audio file. In the random one \
{entry["twins"]:,} of them have equal audio among the rows trained on. Every other figure here is by audio file.</p>
<div class="wide"><table>{head(names, words=(0, 1))}<tbody>{"".join(rows)}</tbody></table></div>"""


def _mistakes(found: dict[str, Any]) -> str:
    mistakes = found["recipes"][found["name"]]["mistakes"]
    genres = sorted({m[key] for m in mistakes for key in ("truth", "named")})
    forests = found["recipes"][found["name"]]["forests"]
    rows = []
    for m in mistakes:
        truth, named, where = escape(m["truth"]), escape(m["named"]), escape(str(m.get("file", m["row"])))
        numbers = f"<td>{m['probability']:.2f}</td><td>{m['of_truth']:.3f}</td><td>{m['agree']} of {forests}</td>"
        rows.append(
            f'<tr data-truth="{truth}" data-named="{named}"><th scope="row">{where}</th>'
            f'<td class="word">{truth}</td><td class="word">{named}</td>{numbers}</tr>'
        )
    names = ["file or row", "tagged", "called", "probability", "of the tagged genre", "forests"]
    chosen = choice("mistaken", "Tagged or called", [("", "any genre"), *((g, g) for g in genres)])
    return f"""<p>Where the forests are surest and the tag says otherwise: worth a listen, for often the tag is wrong. \
Without files, rows count from 0 in the order of the data.</p>
<div class="controls">{chosen}<span id="mistakes-says" aria-live="polite"></span></div>
<div class="wide"><table id="mistaken-rows" class="sortable">{head(names, words=(0, 1, 2), sort=True)}\
<tbody>{"".join(rows)}</tbody></table></div>"""


def _how(found: dict[str, Any]) -> str:
    files = ", ".join(f"<code>{escape(name)}</code>" for name in found["files"]) or "none were kept"
    return f"""<p>{escape(found["protocol"])}</p>
<p>Data: {escape(found["dataset"]["name"])}, content sha256 <code>{found["sha256"][:16]}</code>. \
{escape(found["dataset"]["citation"])} {escape(found["dataset"]["licence"])}</p>
<p>Scores of every row, for another report or <code>audiofiler-train compare</code>: {files} in the work folder.</p>"""


def _file(name: str) -> str:
    return resources.files("training.page").joinpath(name).read_text(encoding="utf-8")
