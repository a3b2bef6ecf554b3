"""One letter a day with what can wait: for whom there is one under way, and which day's letter a message is in."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db import transaction

from aftershift.notifications.models import Delivery, Message, Preference
from aftershift.notifications.timing import Stretch, end_of

# After the last set time, so that it has the day; before 20:00, when whoever told no shifts may sleep.
DIGEST_AT = dt.time(19, 45)
LOOKS_AT = 4  # the evening that is next may be moved to the next day, whose own letter may be sent


@transaction.atomic
def put_in(
    *,
    organisation_id: UUID,
    rows: Mapping[UUID, Sequence[Message]],
    quiet: Mapping[UUID, tuple[Sequence[Stretch], Sequence[Stretch]]],
    zone: ZoneInfo,
    now: dt.datetime,
) -> None:
    """Sets `digest` of each row, by member, and makes the letters that are missing. The caller saves the rows.

    A letter has one key for each member and local day, so there is one a day however often this is said, and by how
    many workers. One that somebody took meanwhile is locked until then: what comes later is in the next.
    Two statements, however many members there are.
    """
    moments = {member_id: list(_moments(quiet[member_id][1], zone, now)) for member_id in rows}
    keys = {key_of(member_id, at, zone) for member_id, found in moments.items() for at in found}
    there = Delivery.objects.of(organisation_id).filter(bundle__in=keys, channel=Preference.Channel.EMAIL)
    known = {row.bundle: row.state for row in there.select_for_update(of=("self",)).order_by("pk")}
    made: list[Delivery] = []
    for member_id, of_member in rows.items():
        for at in moments[member_id]:
            key = key_of(member_id, at, zone)
            if known.get(key, Delivery.State.CREATED) == Delivery.State.CREATED:
                break
        else:
            continue  # four days of letters are sent: the app has it
        for row in of_member:
            row.digest = key
        if key not in known:
            made.append(
                Delivery(
                    organisation_id=organisation_id,
                    member_id=member_id,
                    bundle=key,
                    channel=Preference.Channel.EMAIL,
                    free_at=at,
                    changed_at=now,
                )
            )
    Delivery.objects.bulk_create(made, ignore_conflicts=True)


def key_of(member_id: UUID, at: dt.datetime, zone: ZoneInfo) -> UUID:
    return uuid5(member_id, f"digest {at.astimezone(zone).date()}")


def _moments(quiet: Sequence[Stretch], zone: ZoneInfo, now: dt.datetime) -> Iterator[dt.datetime]:
    """Evenings to come, each moved to when the member is neither asleep nor at work."""
    today = now.astimezone(zone).date()
    for day in range(-1, LOOKS_AT):
        evening = dt.datetime.combine(today + dt.timedelta(days=day), DIGEST_AT, zone).astimezone(dt.UTC)
        at = end_of(quiet, evening) or evening
        if at > now:
            yield at
