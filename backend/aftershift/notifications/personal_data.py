import datetime as dt
from typing import Any

from aftershift.notifications.models import Delivery, Device, Message, Preference
from aftershift.notifications.selectors import visible_messages, visible_preferences
from aftershift.people.models import Member
from aftershift.people.registry import register_personal_data


def export(member: Member) -> dict[str, Any]:
    deliveries = Delivery.objects.of(member.organisation_id).filter(member=member)
    return {
        "messages": [
            {"kind": row.kind, "made_at": row.made_at.isoformat(), "is_read": row.read_at is not None}
            for row in visible_messages(member=member).order_by("made_at", "pk")
        ],
        "deliveries": [
            {"channel": row.channel, "state": row.state, "at": row.changed_at.isoformat()}
            for row in deliveries.order_by("changed_at", "pk")
        ],
        "wanted": [
            {"kind": row.kind, "channel": row.channel, "is_on": row.is_on}
            for row in visible_preferences(member=member).order_by("kind", "channel")
        ],
        "devices": [
            {"platform": row.platform, "seen_at": row.seen_at.isoformat()}
            for row in Device.objects.filter(session__member=member).order_by("seen_at", "pk")
        ],
    }


def erase(member: Member, now: dt.datetime) -> None:
    visible_messages(member=member).delete()
    Delivery.objects.of(member.organisation_id).filter(member=member).delete()
    visible_preferences(member=member).delete()
    Device.objects.filter(session__member=member).delete()


def register() -> None:
    register_personal_data("notifications", models=[Message, Delivery, Preference, Device], export=export, erase=erase)
