"""Being away, and dates led before steps were kept."""

import aftershift.core.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("leading", "0004_six"),
        ("organisations", "0002_nation"),
        ("people", "0004_paper"),
    ]

    operations = [
        migrations.AddField(
            model_name="signoff",
            name="dates",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="signoff",
            name="what",
            field=models.CharField(
                choices=[
                    ("briefing", "Briefing"),
                    ("basics", "Basics"),
                    ("buddy_ready", "Buddy Ready"),
                    ("organ_ready", "Organiser Ready"),
                    ("led_before", "Led Before"),
                ],
                max_length=11,
            ),
        ),
        migrations.CreateModel(
            name="Away",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=aftershift.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("until_date", models.DateField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.member"
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
                "constraints": [models.UniqueConstraint(fields=("organisation", "member"), name="away_one_per_member")],
            },
        ),
    ]
