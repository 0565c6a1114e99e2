"""The section on whether answers know when they are right."""

from typing import Any

from training.page.parts import figure, percent, row, table, with_key


def sure(found: dict[str, Any]) -> str:
    """Return the rule, both pictures, and how often so many that agree are right."""
    return f"""{_rule(found)}
<div class="controls">{with_key(found)}</div><div class="pair">
{figure("calibration", "Probability said, and share right")}
{figure("coverage", "Answering only when the forests agree")}</div>
<h3>Right this often when so many agree</h3>
{_agreement(found["recipes"][found["name"]])}"""


def _rule(found: dict[str, Any]) -> str:
    rows = ""
    for name in (found["name"], found["baseline"]):
        of = found["recipes"][name]
        rule = of["not_sure"]
        asked = "never" if rule["agree"] is None else f"{rule['agree']} of {of['forests']}"
        rows += row(name, [asked, *(percent(rule[key]) for key in ("coverage", "right", "right_unsure"))])
    certain_from = found["recipes"][found["name"]]["not_sure"]["certain_from"]
    names = ["recipe", "certain from", "answers that are certain", "of these right", "of the others right"]
    return f"""<p>The “not sure” rule: an answer is called certain when answers on which as many agreed were right at \
least {certain_from:.0%} of the time; all others say that they are not sure. How many have to agree was learnt on the \
other folds' rows.</p>
{table(names, rows, caption="The rule and how well it does")}"""


def _agreement(of: dict[str, Any]) -> str:
    rows = "".join(
        row(
            str(entry["agree"]),
            [
                f"{entry['rows']:,}",
                f"{entry['right'] / entry['rows']:.0%}" if entry["rows"] else "-",
                f"{entry['confidence']:.0%}",
            ],
        )
        for entry in of["agreement"]
        if entry["rows"]
    )
    names = [f"agree, of {of['forests']}", "rows", "right", "confidence shown"]
    return table(names, rows, caption="How often the winner is right, by agreement")
