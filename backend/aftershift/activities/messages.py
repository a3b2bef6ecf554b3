"""What activities tell people: each kind read again at delivery, and worded in the reader's language."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aftershift.activities.kept import been_before, kept_on
from aftershift.activities.message_texts import TEXTS
from aftershift.activities.models import LIVE, Announcement, Occurrence, SignUp, TellMe
from aftershift.activities.selectors import waits_in_vain
from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import moment, say
from aftershift.notifications.models import Message

State, Status = Occurrence.State, SignUp.Status
ANNOUNCEMENT, PLACE, DATE_CHANGE, ASKED_FOR, REMINDER = "announcement", "place", "date_change", "asked_for", "reminder"


BACK = "back"  # a removal was taken back
TOO_LARGE = "too_large"  # their party waits, and there are fewer places than that now
DROVE = "drove"  # they had said that they can drive, at another time

# Their words hold {text}; after all others it stands as the reason.
SAYS_ITS_TEXT = {"said_moved", "said_cancelled", "said_own", "asked_job_free"}


# What changes on several dates at once says how many.
COUNTED = {"series", "words", TOO_LARGE}
# Whoever waits keeps a turn, not a place (RULE-13): their words are others.
SAYS_WHAT_IS_KEPT = {"moved", "brought_back"}


@dataclass(frozen=True, slots=True)
class About:
    """What one message is worded from. key: which texts; count: dates, or minutes; adds: one more text, for some alone."""

    key: str
    date: Occurrence
    count: int | None = None
    text: str = ""
    until: dt.datetime | None = None
    adds: str = ""


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
    if about.adds:
        text = f"{text} {say(TEXTS, language, about.adds)}"
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
        in_vain = theirs.status == Status.WAITING and theirs.people > theirs.occurrence.places
        adds = "fewer_of_you" if in_vain else ""
        found[row.pk] = About(key, theirs.occurrence, text=why, until=theirs.offer_ends_at, adds=adds)
    return found


def _date_changes(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """One date or several of a series, for who still comes, waits, or did when it was called off."""
    dates = _dates(messages, (date for row in messages for date in row.facts["dates"]))
    on_it = _still_on(messages, dates)
    drivers = _drivers_again(messages, dates)
    in_vain = _in_vain(messages, dates)
    found: dict[UUID, About] = {}
    for row in messages:
        what = row.facts["what"]
        mine = [dates[UUID(date)] for date in row.facts["dates"] if (row.member_id, date) in on_it]
        wanted = [date for date in mine if (date.state == State.CANCELLED) == (what == "cancelled")]
        if what == TOO_LARGE:
            wanted = [date for date in wanted if (row.member_id, date.pk) in in_vain]
        if wanted:
            first = min(wanted, key=lambda date: date.starts_at)
            reason = first.cancel_reason if what == "cancelled" else row.facts.get("reason", "")
            count = len(wanted) if what in COUNTED else None
            has_a_place = on_it[row.member_id, str(first.pk)] == Status.PLACED
            key = what if has_a_place or what not in SAYS_WHAT_IS_KEPT else f"{what}_waiting"
            is_asked = DROVE in row.facts and first.activity.drivers_needed
            says_again = any((row.member_id, date.pk) in drivers for date in wanted)
            adds = "drives_again" if is_asked and not says_again else ""
            found[row.pk] = About(f"date_{key}", first, count, reason, adds=adds)
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


def _in_vain(messages: Sequence[Message], dates: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """(member, date) of who still waits with more people than there are places, of those told so. One statement, or none."""
    told = {row.member_id for row in messages if row.facts["what"] == TOO_LARGE}
    if not told:
        return set()
    rows = SignUp.objects.of(messages[0].organisation_id).filter(waits_in_vain(), occurrence__in=dates, member__in=told)
    return set(rows.values_list("member_id", "occurrence_id"))


def _drivers_again(messages: Sequence[Message], dates: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """(member, date) of who has said it again since, of those who were asked to. One statement, or none."""
    asked = [row for row in messages if DROVE in row.facts]
    if not asked:
        return set()
    rows = SignUp.objects.of(asked[0].organisation_id).filter(
        occurrence__in=dates, member__in={row.member_id for row in asked}, status=Status.PLACED, is_driving=True
    )
    return set(rows.values_list("member_id", "occurrence_id"))


def _asked_for(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """What was asked for is still there: the date is open and has not begun, and a place is free that they could have."""
    dates = _dates(messages, (row.about_id for row in messages))
    to_come = {pk: date for pk, date in dates.items() if date.state == State.PUBLISHED and date.starts_at > now}
    here = [row for row in messages if row.about_id in to_come]
    keeps = kept_on(occurrences=to_come.values(), now=now)
    been = _been_before(here, now) if any(found.pools for found in keeps.values()) else set()
    found: dict[UUID, About] = {}
    for row in here:
        date, what, keep = to_come[row.about_id], row.facts["what"], keeps[row.about_id]
        if what != TellMe.What.PLACE_FREE or keep.room(date, is_first_timer=row.member_id not in been):
            found[row.pk] = About(f"asked_{what}", date)
        elif jobs := keep.free_jobs(date):
            found[row.pk] = About("asked_job_free", date, text=jobs[0].job)
    return found


def _been_before(messages: Sequence[Message], now: dt.datetime) -> set[UUID]:
    """Who of the readers is no first-timer. One statement."""
    rows = been_before(organisation_id=messages[0].organisation_id, now=now)
    return set(rows.filter(member__in={row.member_id for row in messages}).values_list("member_id", flat=True))


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
