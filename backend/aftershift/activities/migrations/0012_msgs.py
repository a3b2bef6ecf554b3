import datetime as dt
from typing import Any

from django.db import migrations

AT_ONCE = 500


def to_messages(apps: Any, schema_editor: Any) -> None:
    """What stood in the inbox becomes messages that are settled: nobody is told a second time."""
    message = apps.get_model("notifications", "Message")
    rows = apps.get_model("activities", "InboxMessage").objects.select_related("announcement__occurrence")
    made = (
        message(
            id=row.pk,
            organisation_id=row.organisation_id,
            member_id=row.member_id,
            kind="announcement",
            about_id=row.announcement_id,
            key=f"announcement:{row.announcement_id}",
            speed="today",
            starts_at=row.announcement.occurrence.starts_at,
            made_at=row.announcement.told_at,
            due_at=row.announcement.told_at,
            expires_at=row.announcement.told_at + dt.timedelta(days=7),
            settled_at=row.announcement.told_at,
            outcome="nowhere",
            read_at=row.read_at,
        )
        for row in rows.iterator(AT_ONCE)
    )
    message.objects.bulk_create(made, batch_size=AT_ONCE)


def to_inbox(apps: Any, schema_editor: Any) -> None:
    inbox = apps.get_model("activities", "InboxMessage")
    said = set(apps.get_model("activities", "Announcement").objects.values_list("pk", flat=True))
    rows = apps.get_model("notifications", "Message").objects.filter(kind="announcement", about_id__in=said)
    made = (
        inbox(
            id=row.pk,
            organisation_id=row.organisation_id,
            member_id=row.member_id,
            announcement_id=row.about_id,
            read_at=row.read_at,
        )
        for row in rows.iterator(AT_ONCE)
    )
    inbox.objects.bulk_create(made, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0011_host"),
        ("notifications", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(to_messages, to_inbox),
        migrations.DeleteModel(name="InboxMessage"),
    ]
