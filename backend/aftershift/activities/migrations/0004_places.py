from typing import Any

import aftershift.core.ids
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models
from django.db.models import F, Q


STATES = ("waiting", "offered", "placed", "left", "declined", "removed", "cancelled", "missed")


def rename_state(before: str, after: str) -> Any:
    """Rows of one state to another; a closure, so that it goes back as well."""

    def run(apps: Any, schema_editor: Any) -> None:
        rows = apps.get_model("activities", "SignUp")._base_manager.using(schema_editor.connection.alias)
        rows.filter(status=before).update(status=after)

    return run


class Migration(migrations.Migration):
    """Guests become adults and children by age band: whoever was said to come counts as an adult."""

    dependencies = [("activities", "0003_promises"), ("organisations", "0001_initial")]

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
        migrations.CreateModel(
            name="FacilitiesTeam",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=aftershift.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeptPlaces",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=aftershift.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("group", models.CharField(choices=[("first_timers", "First Timers"), ("job", "Job")], max_length=12)),
                ("job", models.CharField(blank=True, max_length=40)),
                ("count", models.PositiveSmallIntegerField()),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="occurrence",
            name="occurrence_never_over_filled",
        ),
        migrations.AddField(
            model_name="occurrence",
            name="facilities_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="occurrence",
            name="is_kept_by_hand",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="occurrence",
            name="keeps_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="occurrence",
            name="kept",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="signup",
            name="is_first_timer",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddIndex(
            model_name="occurrence",
            index=models.Index(
                condition=models.Q(("keeps_until__isnull", False)),
                fields=["keeps_until"],
                name="occurrence_keeps_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="occurrence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "taken__lte",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(models.F("places"), "-", models.F("held")),
                            "-",
                            models.F("kept"),
                        ),
                    )
                ),
                name="occurrence_never_over_filled",
            ),
        ),
        migrations.AddField(
            model_name="facilitiesteam",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="facilitiesteam",
            name="team",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.team"
            ),
        ),
        migrations.AddField(
            model_name="keptplaces",
            name="occurrence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="kept_places", to="activities.occurrence"
            ),
        ),
        migrations.AddField(
            model_name="keptplaces",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="job",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="activities.keptplaces"
            ),
        ),
        migrations.AddConstraint(
            model_name="facilitiesteam",
            constraint=models.UniqueConstraint(fields=("organisation", "team"), name="facilities_team_once"),
        ),
        migrations.AddConstraint(
            model_name="keptplaces",
            constraint=models.UniqueConstraint(
                fields=("organisation", "occurrence", "group", "job"), name="kept_places_once_per_group"
            ),
        ),
        migrations.AddConstraint(
            model_name="keptplaces",
            constraint=models.CheckConstraint(condition=models.Q(("count__gte", 1)), name="kept_places_are_some"),
        ),
        migrations.AddConstraint(
            model_name="keptplaces",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("group", "job"), models.Q(("job", ""), _negated=True)),
                    models.Q(("group", "first_timers"), ("job", "")),
                    _connector="OR",
                ),
                name="kept_places_name_their_job",
            ),
        ),
        migrations.CreateModel(
            name="TellMe",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=aftershift.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("place_free", "Place Free"),
                            ("sign_up_opens", "Sign Up Opens"),
                            ("another_date", "Another Date"),
                        ],
                        max_length=13,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.member"
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tell_me", to="activities.occurrence"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("told_at__isnull", True)),
                        fields=["occurrence", "what"],
                        name="tell_me_not_told_yet",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "occurrence", "member", "what"), name="tell_me_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Draw",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=aftershift.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("seed", models.CharField(max_length=64)),
                ("seed_hash", models.CharField(max_length=64)),
                ("drawn_at", models.DateTimeField(null=True)),
                ("entries", models.JSONField(default=list)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="occurrence",
            name="draws_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="occurrence",
            index=models.Index(
                condition=models.Q(("draws_at__isnull", False)), fields=["draws_at"], name="occurrence_draws_at"
            ),
        ),
        migrations.AddField(
            model_name="draw",
            name="occurrence",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="draw", to="activities.occurrence"
            ),
        ),
        migrations.AddField(
            model_name="draw",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.organisation"
            ),
        ),
    ]
