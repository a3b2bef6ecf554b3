from typing import Any

from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery

PARTY = ("adults", "children_0_4", "children_5_10", "children_11_17")


def say_what_is_known(apps: Any, schema_editor: Any) -> None:
    """Where paper can still be typed in, whatever changed a sign-up last counts as the member's word, so that no sheet goes
    over it. Who is as a sheet says, and was typed in from one, said it when that hung up."""
    rows = apps.get_model("activities", "SignUp")._base_manager.using(schema_editor.connection.alias)
    lines = apps.get_model("activities", "SheetLine")._base_manager.using(schema_editor.connection.alias)
    same = {name: OuterRef(name) for name in PARTY}
    typed = lines.filter(sheet__occurrence=OuterRef("occurrence"), member=OuterRef("member"), **same)
    hung = Subquery(typed.order_by("-sheet__hung_at").values("sheet__hung_at")[:1])
    to_come = rows.filter(occurrence__state__in=("planned", "published", "cancelled"))
    to_come.update(said_at=F("changed_at"))
    live = to_come.filter(typed_by__isnull=False, status__in=("waiting", "offered", "placed")).alias(hung=hung)
    live.filter(hung__isnull=False).update(said_at=hung)


class Migration(migrations.Migration):
    dependencies = [("activities", "0015_without_card")]

    operations = [
        migrations.AddField("signup", "said_at", models.DateTimeField(null=True)),
        migrations.RunPython(say_what_is_known, migrations.RunPython.noop),
    ]
