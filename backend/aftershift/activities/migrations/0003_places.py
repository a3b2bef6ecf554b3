from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """Guests become adults and children by age band: whoever was said to come counts as an adult."""

    dependencies = [("activities", "0002_effort_and_rest")]

    operations = [
        migrations.RenameField("signup", "guests", "adults"),
        migrations.AlterField("signup", "adults", models.PositiveSmallIntegerField(db_default=0, default=0)),
        *(
            migrations.AddField("signup", band, models.PositiveSmallIntegerField(db_default=0, default=0))
            for band in ("children_0_4", "children_5_10", "children_11_17")
        ),
        migrations.AddConstraint(
            "signup",
            models.CheckConstraint(
                condition=Q(adults__lte=8 - F("children_0_4") - F("children_5_10") - F("children_11_17")),
                name="sign_up_party_is_no_crowd",
            ),
        ),
    ]
