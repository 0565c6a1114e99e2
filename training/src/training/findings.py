"""Everything a report says, as plain numbers: gathered once, then printed as HTML and as Markdown."""

import json
from typing import Any, NamedTuple

from training import curves, learning, rule
from training.compare import compare
from training.datasets import Dataset, Table
from training.datasets.index import families_of
from training.evaluate import per_genre, with_intervals
from training.params import Params
from training.recipes.base import Recipe
from training.scores import Scores, kept
from training.shipping import Session, protocol_of


class Subject(NamedTuple):
    """A data set, its rows, and the file each row was heard in where that is known."""

    dataset: Dataset
    table: Table
    files: list[str] | None = None


def steps(recipes: tuple[Recipe, ...], params: Params, *, besides: bool = True) -> int:
    """Return how many steps `gather` counts."""
    more = sum(learning.steps(recipe, params) for recipe in recipes) if besides else 0
    return more + sum(recipe.steps * params.split.folds for recipe in recipes)


def gather(
    subject: Subject,
    recipes: tuple[Recipe, Recipe],
    session: Session,
    *,
    besides: bool = True,
) -> dict[str, Any]:
    """Score a recipe and the baseline and gather all there is to say.

    Parameters
    ----------
    subject : Subject
        Where the rows come from, and the rows.
    recipes : two Recipe
        The one reported, and the baseline.
    session : Session
        The numbers, what is kept from before, and where progress is shown.
    besides : bool
        Train the learning curve and the leaking split too.

    Returns
    -------
    dict
        Only numbers, words, lists and dictionaries, so that it can be written as JSON.
    """
    params, (dataset, table, files) = session.params, subject
    tables = (table, table.for_yardstick)
    made = [
        kept(recipe, rows, params, session.cache, session.progress)
        for recipe, rows in zip(recipes, tables, strict=True)
    ]
    both = {recipe.name: scores for recipe, (scores, _) in zip(recipes, made, strict=True)}
    found: dict[str, Any] = {
        "name": recipes[0].name,
        "baseline": recipes[1].name,
        "dataset": {"name": dataset.name, "citation": dataset.citation, "licence": dataset.licence},
        "sha256": table.checksum(),
        "rows": len(table),
        "audio_files": table.n_groups,
        "genres": list(table.genres),
        "families": families_of(table.genres),
        "protocol": protocol_of(recipes[0], params),
        "files": [path.name for _, path in made if path is not None],
        "recipes": {name: _of_one(scores, table, files, params) for name, scores in both.items()},
        "compared": _compared(both, table, params),
    }
    if besides:
        for recipe, rows in zip(recipes, tables, strict=True):
            entry = found["recipes"][recipe.name]
            entry["learning"] = learning.curve(recipe, rows, session)
            entry["leak"] = learning.leak(recipe, rows, both[recipe.name], session)
    return found


def as_json(found: dict[str, Any]) -> str:
    """Return the findings as JSON that may stand inside an HTML page."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _of_one(scores: Scores, table: Table, files: list[str] | None, params: Params) -> dict[str, Any]:
    rows, settings = scores.rows(table), params.evaluation
    mistakes = curves.surest_mistakes(
        scores.scored, scores.probabilities, table.y, table.genres, params.report.looked_at
    )
    if files is not None:
        mistakes = [{**mistake, "file": files[mistake["row"]]} for mistake in mistakes]
    return {
        "forests": scores.scored.votes.shape[1],
        "scores": with_intervals(rows, table.group, settings),
        "genres": per_genre(rows, table.genres),
        "ranking": curves.ranking(scores.probabilities, table.y, table.group, table.genres, settings),
        "families": curves.families(rows, families_of(table.genres), table.genres, table.group, settings),
        "calibration": curves.calibration_curve(rows, settings.bins),
        "coverage": curves.coverage(scores.scored, table.y),
        "agreement": rule.agreement(scores.scored, table.y, params.agreement),
        "not_sure": rule.not_sure(scores.scored, table.y, scores.fold, params.agreement),
        "confusion": curves.confusion(rows),
        "mistakes": mistakes,
    }


def _compared(both: dict[str, Scores], table: Table, params: Params) -> dict[str, Any]:
    (first, one), (second, other) = reversed(both.items())
    result = compare(
        (first, second), (one.rows(table), other.rows(table)), table.group, params.evaluation, params.report
    )
    chances = {name: {"chance": d.chance, "better": d.better} for name, d in result.measures.items()}
    return {"sentence": result.sentence, "measures": chances, "mcnemar": result.mcnemar.chance}
