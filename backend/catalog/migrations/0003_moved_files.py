"""Moved files are known again, more of the tags is kept, and a walk knows how far it has to go."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_textindex")]

    operations = [
        migrations.AddField("librarytrack", "fingerprint", models.CharField(db_index=True, default="", max_length=32)),
        migrations.AddField("librarytrack", "albumartist", models.TextField(default="")),
        migrations.AddField("librarytrack", "year", models.IntegerField(null=True)),
        migrations.AddField("librarytrack", "track_number", models.IntegerField(null=True)),
        migrations.AddField("librarytrack", "disc_number", models.IntegerField(null=True)),
        migrations.AddField("libraryscan", "moved", models.IntegerField(default=0)),
        migrations.AddField("libraryscan", "total", models.IntegerField(null=True)),
    ]
