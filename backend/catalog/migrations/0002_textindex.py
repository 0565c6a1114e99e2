"""The word index beside the tracks: FTS5 in SQLite, a tsvector column in PostgreSQL."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE catalog_library_fts USING fts5("
    "words, tokenize='unicode61 remove_diacritics 0', prefix='1 2 3', detail=none)",
]
POSTGRESQL = [
    "ALTER TABLE catalog_librarytrack ADD COLUMN words tsvector",
    # without a list of pending entries, which every search would have to read through
    "CREATE INDEX catalog_librarytrack_words ON catalog_librarytrack USING gin (words) WITH (fastupdate = off)",
]


def create(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE catalog_librarytrack DROP COLUMN words")
    else:
        schema_editor.execute("DROP TABLE catalog_library_fts")


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
