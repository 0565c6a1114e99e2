"""The sections on real sound: clips that were changed, and another collection."""

from html import escape
from typing import Any

from training import measured
from training.page.parts import row, shaded, share, table, value


def robustness(found: dict[str, Any]) -> str:
    """Return what `audiofiler-train robustness` found."""
    mine = found["voters"][found["name"]]
    others = {name: of for name, of in found["voters"].items() if name != found["name"]}
    beside = [{entry["change"]: entry for entry in of["changes"]} for of in others.values()]
    size, aim = mine["voters"], found["aim"]
    rows = ""
    for entry in mine["changes"]:
        verdict = ("met" if entry["met"] else "missed") if entry["counted"] else "not counted"
        cells = [
            value(entry["votes"], 1),
            _meter(entry["votes"]["value"] / size, aim["votes"]),
            share(entry["top"]),
            f'<span class="{verdict.partition(" ")[0]}">{verdict}</span>',
            value(entry["overlap"], 1),
            str(entry["clips"]),
        ]
        for one in beside:
            theirs = one[entry["change"]]
            cells += [f"{theirs['votes']['value']:.1f}", f"{theirs['top']['value']:.0%}"]
        rows += row(entry["change"], cells, words=(1, 3))
    goal = f"aim: {aim['votes'] * size:g} votes, {aim['top']:.0%}"
    names = ["change", f"votes that stay, of {size}", "", "winner stays", goal, "overlap of the counts", "clips"]
    names += [text for name in others for text in (f"votes, {name}", f"winner, {name}")]
    return f"""<p>{escape(measured.robustness_sentence(found))}</p>
<p class="soft">{escape(found["protocol"])}</p>
{table(names, rows, words=(0, 2, 4), caption="What stays under each change")}"""


def transfer(found: dict[str, Any]) -> str:
    """Return what `audiofiler-train transfer` found."""
    voters = found["voters"]
    columns = len(voters)
    rows = row("mean of the genres", [*(value(of["recall"]) for of in voters.values()), "", str(found["clips"])])
    rows = rows.replace("<tr>", '<tr class="best">')
    for genre in found["genres"]:
        each = [of["genres"][genre] for of in voters.values()]
        stands = escape(" + ".join(found["mapping"][genre]))
        rows += row(genre, [*(value(entry, 2) for entry in each), stands, str(each[0]["clips"])], words=(columns,))
    names = ["genre", *(f"recall, {name}" for name in voters), "stands for it", "clips"]
    matrix = shaded(voters[found["name"]]["confusion"], found["genres"], "Confusion matrix of the other collection")
    data = found["dataset"]
    return f"""<p>{escape(measured.transfer_sentence(found))}</p>
<p class="soft">{escape(found["protocol"])}</p>
{table(names, rows, words=(0, columns + 1), caption="Recall of each genre")}
<h3>What {escape(found["name"])} calls them</h3>
<p class="soft">A row is the collection's genre, a column the answer.</p>
{matrix}
<p class="soft">{escape(data["citation"])} {escape(data["licence"])}</p>"""


def _meter(part: float, aim: float) -> str:
    """Return a bar with a mark where it should end; the number beside it says the same."""
    return (
        f'<span class="meter" aria-hidden="true"><i style="width:{part:.1%}"></i><b style="left:{aim:.1%}"></b></span>'
    )
