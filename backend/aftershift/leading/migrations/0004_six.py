"""Who led a date stands in one place, the record of whoever led it; and who was invited into the leaders' circle.

The line of a second who shared the lead now says so; what `DateLed` said beside it goes. Nothing was released with it,
so the table can go at once.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import aftershift.core.ids

SECOND = "second"


def say_who_was_second(apps: Any, schema_editor: Any) -> None:
    led, lines = (apps.get_model("leading", name)._base_manager for name in ("DateLed", "RecordLine"))
    seconds = led.filter(is_lead=False, member=models.OuterRef("member"), occurrence=models.OuterRef("occurrence"))
    lines.filter(models.Exists(seconds), what="shared", role="").update(role=SECOND)


def keep_it_twice_again(apps: Any, schema_editor: Any) -> None:
    led, lines = (apps.get_model("leading", name)._base_manager for name in ("DateLed", "RecordLine"))
    leads = models.Q(what__in=("shared", "with_buddy", "led"), role="")
    seconds = models.Q(what="buddied") | models.Q(what__in=("shared", "role"), role=SECOND)
    rows = lines.filter(leads | seconds, occurrence__isnull=False)
    led.bulk_create(
        led.model(
            organisation_id=row.organisation_id,
            member_id=row.member_id,
            occurrence_id=row.occurrence_id,
            is_lead=row.role != SECOND and row.what != "buddied",
        )
        for row in rows.iterator(chunk_size=1000)
    )
    lines.filter(what="shared", role=SECOND).update(role="")


class Migration(migrations.Migration):
    dependencies = [
        ("leading", "0003_roles"),
        ("organisations", "0002_nation"),
        ("people", "0004_paper"),
    ]

    operations = [
        migrations.RunPython(say_who_was_second, keep_it_twice_again),
        migrations.DeleteModel(name="DateLed"),
        migrations.CreateModel(
            name="CircleInvitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=aftershift.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("invited_date", models.DateField()),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.member"
                    ),
                ),
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
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "member"), name="circle_invitation_once_per_member")
                ],
            },
        ),
    ]
