"""Windows stored before frames were moved are the recipe's own: their offset is 0."""

from typing import Any

from django.db import migrations


def say_offset(apps: Any, schema_editor: Any) -> None:
    """Add what is missing, row by row, so that a large history needs no large memory."""
    for clip in apps.get_model("analysis", "Clip").objects.only("id", "windows").iterator(chunk_size=100):
        if any("offset_s" not in part for part in clip.windows):
            clip.windows = [{"offset_s": 0.0, **part} for part in clip.windows]
            clip.save(update_fields=["windows"])


class Migration(migrations.Migration):
    dependencies = [("analysis", "0001_initial")]

    operations = [migrations.RunPython(say_offset, migrations.RunPython.noop)]
