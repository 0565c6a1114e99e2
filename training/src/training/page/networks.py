"""The section on how networks learnt: loss and accuracy after each epoch."""

from typing import Any

from training.page.parts import choice, figure, key, row, table


def networks(curves: list[dict[str, Any]]) -> str:
    """Return the section; `curves` as `training.measured.checked` gives them."""
    rows = ""
    for curve in curves:
        best = min(range(len(curve["epochs"])), key=lambda k, losses=curve["valid_loss"]: losses[k])  # type: ignore[misc]
        cells = [str(curve["epochs"][-1]), str(curve["epochs"][best])]
        cells += [f"{curve[name][best]:.3f}" for name in ("train_loss", "valid_loss", "valid_accuracy")]
        rows += row(curve["name"], cells)
    names = ["network", "epochs", "least loss held out after epoch", "loss, trained on", "loss, held out"]
    names.append("accuracy, held out")
    options = [(str(k), curve["name"]) for k, curve in enumerate(curves)]
    return f"""<p>Where the loss of rows held out climbs again while that of rows trained on falls on, a network \
learns its rows by heart; the weights kept are those of the epoch with the least loss held out.</p>
<div class="controls">{choice("network", "Network", options)}{key("held out", "trained on")}</div>
<div class="pair">{figure("loss", "Loss after each epoch")}
{figure("epoch_accuracy", "Accuracy after each epoch")}</div>
{table(names, rows, caption="Training of each network")}"""
