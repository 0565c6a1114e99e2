"""Words by their trigrams: FTS5 in SQLite, pg_trgm in PostgreSQL, where the extension may be created."""

from django.db import Error, migrations, transaction

SQLITE = [
    "CREATE VIRTUAL TABLE catalog_word_fts USING fts5(word, content='', tokenize='trigram', detail=none)",
    "INSERT INTO catalog_word_fts(rowid, word) SELECT id, word FROM catalog_libraryword",
    # words are only ever added
    "CREATE TRIGGER catalog_libraryword_trigrams AFTER INSERT ON catalog_libraryword BEGIN "
    "INSERT INTO catalog_word_fts(rowid, word) VALUES (new.id, new.word); END",
]
POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX catalog_libraryword_trigrams ON catalog_libraryword USING gin (word gin_trgm_ops)",
]


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE:
            schema_editor.execute(statement)
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            for statement in POSTGRESQL:
                schema_editor.execute(statement)
    except Error:  # not installed, or not allowed: parts of words are then not found, everything else is
        return


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER catalog_libraryword_trigrams")
        schema_editor.execute("DROP TABLE catalog_word_fts")
    else:
        schema_editor.execute("DROP INDEX IF EXISTS catalog_libraryword_trigrams")


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_moved_files")]
    operations = [migrations.RunPython(create, drop)]
