"""The section on how networks learnt: loss and accuracy after each epoch."""

from typing import Any

from training.datasets import DataError
from training.page.parts import choice, figure, key, row, table

SERIES = ("train_loss", "valid_loss", "train_accuracy", "valid_accuracy")
"""What may be known of each epoch; the first two and the last are needed."""


def checked(curves: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return curves in one form: `epochs` as a list, and every series as long as it.

    Parameters
    ----------
    curves : list of dict
        `name`, `epochs` (their number, or a list of their numbers), `train_loss`, `valid_loss`, `valid_accuracy` and
        perhaps `train_accuracy`, one value an epoch.

    Raises
    ------
    DataError
        A series is missing or has another length.
    """
    found = []
    for curve in curves:
        epochs = curve.get("epochs", len(curve.get("train_loss", ())))
        numbers = list(range(1, epochs + 1)) if isinstance(epochs, int) else list(epochs)
        made: dict[str, Any] = {"name": str(curve.get("name", "network")), "epochs": numbers}
        for name in SERIES:
            if name == "train_accuracy" and name not in curve:
                continue
            made[name] = [float(v) for v in curve.get(name, ())]
            if not numbers or len(made[name]) != len(numbers):
                raise DataError(f"the training curve of {made['name']} has not one {name} for each epoch")
        found.append(made)
    return found


def networks(curves: list[dict[str, Any]]) -> str:
    """Return the section; `curves` as `checked` gives them."""
    rows = ""
    for curve in curves:
        best = min(range(len(curve["epochs"])), key=lambda k, losses=curve["valid_loss"]: losses[k])  # type: ignore[misc]
        cells = [str(len(curve["epochs"])), str(curve["epochs"][best])]
        cells += [f"{curve[name][best]:.3f}" for name in ("train_loss", "valid_loss", "valid_accuracy")]
        rows += row(curve["name"], cells)
    names = ["network", "epochs", "least loss held out after", "loss, trained on", "loss, held out"]
    names.append("accuracy, held out")
    options = [(str(k), curve["name"]) for k, curve in enumerate(curves)]
    return f"""<p>Where the loss of rows held out climbs again while that of rows trained on falls on, a network \
learns its rows by heart; the weights kept are those of the epoch with the least loss held out.</p>
<div class="controls">{choice("network", "Network", options)}{key("held out", "trained on")}</div>
<div class="pair">{figure("loss", "Loss after each epoch")}
{figure("epoch_accuracy", "Accuracy after each epoch")}</div>
{table(names, rows, caption="Training of each network")}"""
