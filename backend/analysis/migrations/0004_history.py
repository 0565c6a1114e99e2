"""A history that is searched and deleted from; rows from before are made findable."""

from typing import Any

from django.db import migrations, models

from backend.analysis.history import folded_text


def make_findable(apps: Any, schema_editor: Any) -> None:
    """Fold what each row is called, row by row, so that a large history needs no large memory."""
    rows = apps.get_model("analysis", "Classification").objects.select_related("answer")
    for row in rows.iterator(chunk_size=100):
        row.folded = folded_text(row, genre=row.answer.result["verdict"]["genre"] if row.answer else "")
        row.save(update_fields=["folded"])


class Migration(migrations.Migration):
    dependencies = [("analysis", "0003_drawings")]

    operations = [
        migrations.AddField("classification", "deleted_at", models.DateTimeField(null=True)),
        migrations.AddField("classification", "folded", models.TextField(default="")),
        migrations.AddIndex(
            "classification",
            models.Index(condition=models.Q(("deleted_at__isnull", False)), fields=["deleted_at"], name="deleted"),
        ),
        migrations.RunPython(make_findable, migrations.RunPython.noop),
    ]
