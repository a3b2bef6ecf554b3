from django.db import migrations, models
from django.db.models import F, Q


STATES = ("waiting", "offered", "placed", "left", "declined", "removed", "cancelled", "missed")


def rename_state(before, after):
    """Rows of one state to another; a closure, so that it goes back as well."""

    def run(apps, schema_editor):
        rows = apps.get_model("activities", "SignUp")._base_manager.using(schema_editor.connection.alias)
        rows.filter(status=before).update(status=after)

    return run


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
        migrations.AlterField(
            "signup",
            "status",
            models.CharField(choices=[(state, state.title()) for state in STATES], default="waiting", max_length=10),
        ),
        migrations.RunPython(rename_state("released", "cancelled"), rename_state("cancelled", "released")),
        migrations.AddField(
            "signup", "exit_reason", models.CharField(blank=True, db_default="", default="", max_length=200)
        ),
        migrations.AddField("signup", "offer_lapsed_at", models.DateTimeField(null=True)),
    ]
