"""Who led a date stands in one place: the record of whoever led it.

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
    ]

    operations = [
        migrations.RunPython(say_who_was_second, keep_it_twice_again),
        migrations.DeleteModel(name="DateLed"),
    ]
