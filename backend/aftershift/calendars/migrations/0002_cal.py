from typing import Any

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Cast


def keep_the_day(apps: Any, schema_editor: Any) -> None:
    """The time of the last fetch begins with its day."""
    feeds = apps.get_model("calendars", "Feed").objects
    feeds.filter(last_fetched_date__isnull=False).update(
        last_fetched_at=Cast(F("last_fetched_date"), models.DateTimeField())
    )


class Migration(migrations.Migration):
    dependencies = [("calendars", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("Feed", "feed_one_live_per_purpose"),
        migrations.AddField("Feed", "about", models.CharField(blank=True, db_default="", default="", max_length=36)),
        migrations.AddField("Feed", "is_busy_only", models.BooleanField(db_default=False, default=False)),
        migrations.AddField("Feed", "last_fetched_at", models.DateTimeField(null=True)),
        migrations.RunPython(keep_the_day, migrations.RunPython.noop),
        migrations.AlterField(
            "Feed",
            "purpose",
            models.CharField(
                choices=[
                    ("mine", "Mine"),
                    ("leading", "Leading"),
                    ("programme", "Programme"),
                    ("site", "Site"),
                    ("kind", "Kind"),
                    ("fits", "Fits"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            "Feed",
            models.UniqueConstraint(
                condition=Q(revoked_at__isnull=True),
                fields=["organisation_id", "member_id", "purpose", "about"],
                name="feed_one_live_per_purpose_and_about",
            ),
        ),
        migrations.AddConstraint(
            "Feed",
            models.CheckConstraint(
                condition=Q(is_busy_only=False) | Q(shows_titles=False), name="feed_busy_only_shows_no_titles"
            ),
        ),
    ]
