from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of the shared cache, in the shape that Django's database cache expects."""

    dependencies = [("core", "0001_initial")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.CreateModel(
                    name="SharedCache",
                    fields=[
                        ("cache_key", models.CharField(max_length=255, primary_key=True)),
                        ("value", models.TextField()),
                        ("expires", models.DateTimeField(db_index=True)),
                    ],
                    options={"db_table": "shared_cache"},
                )
            ]
        )
    ]
