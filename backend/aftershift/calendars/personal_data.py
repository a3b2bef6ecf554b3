import datetime as dt
from typing import Any

from aftershift.calendars.models import Feed
from aftershift.calendars.selectors import standing_feeds
from aftershift.people.models import Member
from aftershift.people.registry import register_personal_data


def export(member: Member) -> dict[str, Any]:
    return {
        "feeds": [
            {
                "purpose": feed.purpose,
                "about": feed.about,
                "made_date": feed.made_date.isoformat(),
                "last_fetched_at": feed.last_fetched_at.isoformat() if feed.last_fetched_at else None,
            }
            for feed in standing_feeds(member=member).order_by("-pk")
        ]
    }


def erase(member: Member, now: dt.datetime) -> None:
    Feed.objects.filter(organisation_id=member.organisation_id, member_id=member.pk).delete()


def register() -> None:
    register_personal_data("calendars", models=[Feed], export=export, erase=erase)
