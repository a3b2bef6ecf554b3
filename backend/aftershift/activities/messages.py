"""What activities tell people: each kind read again at delivery, and worded in the reader's language."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aftershift.activities.message_texts import TEXTS
from aftershift.activities.models import LIVE, Announcement, Occurrence, SignUp, TellMe
from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import moment, say
from aftershift.notifications.models import Message

State, Status = Occurrence.State, SignUp.Status
ANNOUNCEMENT, PLACE, DATE_CHANGE, ASKED_FOR, REMINDER = "announcement", "place", "date_change", "asked_for", "reminder"


BACK = "back"  # a removal was taken back

# Their words hold {text}; after all others it stands as the reason.
SAYS_ITS_TEXT = {"said_moved", "said_cancelled", "said_own"}


# Whoever waits keeps a turn, not a place (RULE-13): their words are others.
SAYS_WHAT_IS_KEPT = {"moved", "brought_back"}


@dataclass(frozen=True, slots=True)
class About:
    """What one message is worded from. key: which texts; count: dates, or minutes."""

    key: str
    date: Occurrence
    count: int | None = None
    text: str = ""
    until: dt.datetime | None = None


def _dates(messages: Iterable[Message], ids: Iterable[Any]) -> dict[UUID, Occurrence]:
    organisation_id = next(iter(messages)).organisation_id
    rows = Occurrence.objects.of(organisation_id).filter(pk__in=set(ids))
    return {row.pk: row for row in rows.select_related("activity__organisation")}


def _write(about: About, language: str) -> Words:
    organisation = about.date.activity.organisation
    until = moment(language, organisation.local(about.until)) if about.until else ""
    values: dict[str, Any] = {
        "title": about.date.title,
        "when": moment(language, organisation.local(about.date.starts_at)),
        "text": about.text,
        "until": until,
    }
    text = say(TEXTS, language, f"{about.key}_text", count=about.count, **values)
    if about.text and about.key not in SAYS_ITS_TEXT:
        text = f"{text} {say(TEXTS, language, 'why', text=about.text)}"
    return Words(
        title=say(TEXTS, language, f"{about.key}_title", **values),
        text=text,
        lock_text=say(TEXTS, language, "lock"),
        path=f"/occurrences/{about.date.pk}",
    )


def _announcements(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    organisation_id = messages[0].organisation_id
    rows = Announcement.objects.of(organisation_id).filter(pk__in={row.about_id for row in messages})
    said = {row.pk: row for row in rows.select_related("occurrence__activity__organisation")}
    return {
        row.pk: About(f"said_{found.kind}", found.occurrence, found.minutes, found.text)
        for row in messages
        if (found := said.get(row.about_id)) is not None
        and (found.kind == Announcement.Kind.CANCELLED or found.occurrence.state != State.CANCELLED)
    }


def _places(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """A place, an offer, a turn in the queue, a removal: as long as the sign-up is still in that state."""
    rows = SignUp.objects.of(messages[0].organisation_id).filter(pk__in={row.about_id for row in messages})
    sign_ups = {row.pk: row for row in rows.select_related("occurrence__activity__organisation")}
    found: dict[UUID, About] = {}
    for row in messages:
        theirs = sign_ups.get(row.about_id)
        if theirs is None or theirs.status != row.facts["status"] or theirs.occurrence.state == State.CANCELLED:
            continue
        if theirs.offer_ends_at is not None and theirs.offer_ends_at <= now:
            continue
        why = theirs.exit_reason if theirs.status in (Status.WAITING, Status.REMOVED) else ""
        key = f"place_back_{theirs.status}" if row.facts.get("what") == BACK else f"place_{theirs.status}"
        found[row.pk] = About(key, theirs.occurrence, text=why, until=theirs.offer_ends_at)
    return found


def _date_changes(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """One date or several of a series, for who still comes, waits, or did when it was called off."""
    dates = _dates(messages, (date for row in messages for date in row.facts["dates"]))
    on_it = _still_on(messages, dates)
    found: dict[UUID, About] = {}
    for row in messages:
        what = row.facts["what"]
        mine = [dates[UUID(date)] for date in row.facts["dates"] if (row.member_id, date) in on_it]
        wanted = [date for date in mine if (date.state == State.CANCELLED) == (what == "cancelled")]
        if wanted:
            first = min(wanted, key=lambda date: date.starts_at)
            reason = first.cancel_reason if what == "cancelled" else row.facts.get("reason", "")
            count = len(wanted) if what in ("series", "words") else None
            has_a_place = on_it[row.member_id, str(first.pk)] == Status.PLACED
            key = what if has_a_place or what not in SAYS_WHAT_IS_KEPT else f"{what}_waiting"
            found[row.pk] = About(f"date_{key}", first, count, reason)
    return found


def _still_on(messages: Sequence[Message], dates: dict[UUID, Occurrence]) -> dict[tuple[UUID, str], str]:
    """(member, date) of who is, or was when it was called off, and how they stand: live, where they are."""
    rows = SignUp.objects.of(messages[0].organisation_id).filter(
        occurrence__in=dates, member__in={row.member_id for row in messages}, status__in=(*LIVE, Status.CANCELLED)
    )
    found = {
        (member, str(date)): status for member, date, status in rows.values_list("member_id", "occurrence_id", "status")
    }
    live = rows.filter(status__in=LIVE)
    return found | {
        (member, str(date)): status for member, date, status in live.values_list("member_id", "occurrence_id", "status")
    }


def _asked_for(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """What was asked for is still there: a place is free, the date is open and has not begun."""
    dates = _dates(messages, (row.about_id for row in messages))
    found: dict[UUID, About] = {}
    for row in messages:
        date, what = dates.get(row.about_id), row.facts["what"]
        if date is None or date.state != State.PUBLISHED or date.starts_at <= now:
            continue
        if what != TellMe.What.PLACE_FREE or date.free > 0:
            found[row.pk] = About(f"asked_{what}", date)
    return found


def _reminders(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    dates = _dates(messages, (row.about_id for row in messages))
    rows = SignUp.objects.of(messages[0].organisation_id).filter(
        occurrence__in=dates, member__in={row.member_id for row in messages}, status=Status.PLACED
    )
    comes = set(rows.values_list("member_id", "occurrence_id"))
    return {
        row.pk: About("reminder", dates[row.about_id])
        for row in messages
        if (row.member_id, row.about_id) in comes
        and dates[row.about_id].state == State.PUBLISHED
        and dates[row.about_id].starts_at > now
    }


def register() -> None:
    for name, read in (
        (ANNOUNCEMENT, _announcements),
        (PLACE, _places),
        (DATE_CHANGE, _date_changes),
        (ASKED_FOR, _asked_for),
        (REMINDER, _reminders),
    ):
        register_kind(Kind(name, read, _write))
