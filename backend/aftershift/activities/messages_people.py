"""What members ask of each other and do for each other on one date: each read again at delivery."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from aftershift.activities.hosting import TO_COME, standing_hosts
from aftershift.activities.message_texts_people import TEXTS
from aftershift.activities.models import LIVE, Invitation, Occurrence, Promise, SignUp
from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import moment, say
from aftershift.notifications.models import Message

HOST, INVITED, TYPED_IN, PROMISE = "host", "invited", "typed_in", "promise"
ASKED, GONE, ENDED = "asked", "gone", "ended"
State, Status = Occurrence.State, SignUp.Status


@dataclass(frozen=True, slots=True)
class About:
    key: str
    date: Occurrence
    text: str = ""
    until: dt.datetime | None = None


def _write(about: About, language: str) -> Words:
    organisation = about.date.activity.organisation
    values: dict[str, Any] = {
        "title": about.date.title,
        "when": moment(language, organisation.local(about.date.starts_at)),
        "until": moment(language, organisation.local(about.until)) if about.until else "",
        "text": about.text,
    }
    return Words(
        title=say(TEXTS, language, f"{about.key}_title", **values),
        text=say(TEXTS, language, f"{about.key}_text", **values),
        lock_text=say(TEXTS, language, "lock"),
        path=f"/occurrences/{about.date.pk}",
    )


def _to_come(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, Occurrence]:
    rows = Occurrence.objects.of(messages[0].organisation_id).filter(
        pk__in={row.about_id for row in messages}, state__in=TO_COME, starts_at__gt=now
    )
    return {row.pk: row for row in rows.select_related("activity__organisation")}


def _hosts(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """The question is still theirs to answer; or nobody has been found, and they still run it."""
    dates = _to_come(messages, now)
    rows = standing_hosts(organisation_id=messages[0].organisation_id).filter(occurrence__in=dates)
    named = {
        date: (member, yes) for date, member, yes in rows.values_list("occurrence", "sign_up__member", "said_yes_at")
    }
    found: dict[UUID, About] = {}
    for row in messages:
        date = dates.get(row.about_id)
        if date is None:
            continue
        what = row.facts["what"]
        if what == ASKED and named.get(date.pk) == (row.member_id, None):
            found[row.pk] = About("host_asked", date)
        runs_it = row.member_id in (date.activity.lead_id, date.activity.second_id)
        if what == GONE and date.pk not in named and runs_it:
            found[row.pk] = About("host_gone", date)
    return found


def _invitations(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """While the place is held; or that it is held no longer, to who has no turn of their own on that date since."""
    organisation_id = messages[0].organisation_id
    mine = SignUp.objects.of(organisation_id).filter(
        occurrence=OuterRef("occurrence"), member=OuterRef("to"), status__in=LIVE
    )
    rows = Invitation.objects.of(organisation_id).filter(
        pk__in={row.about_id for row in messages},
        occurrence__state=State.PUBLISHED,
        occurrence__starts_at__gt=now,
    )
    rows = rows.annotate(comes=Exists(mine)).select_related("occurrence__activity__organisation")
    sent = {row.pk: row for row in rows}
    found: dict[UUID, About] = {}
    for row in messages:
        it = sent.get(row.about_id)
        if it is None or it.to_id != row.member_id:
            continue
        is_held = it.state == Invitation.State.OPEN and it.ends_at > now
        if row.facts.get("what") != ENDED and is_held:
            found[row.pk] = About("invited", it.occurrence, until=it.ends_at)
        elif row.facts.get("what") == ENDED and it.state == Invitation.State.TAKEN_BACK and not it.comes:
            found[row.pk] = About("invited_over", it.occurrence)
    return found


def _typed_in(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """As their sign-up is now: whoever has changed it since by phone knows. The paper itself may be erased by then."""
    dates = _to_come(messages, now)
    rows = SignUp.objects.of(messages[0].organisation_id).filter(
        occurrence__in=dates,
        member__in={row.member_id for row in messages},
        status__in=(Status.PLACED, Status.WAITING),
    )
    status = {(member, date): how for member, date, how in rows.values_list("member_id", "occurrence_id", "status")}
    return {
        row.pk: About(f"typed_{how}", dates[row.about_id])
        for row in messages
        if (how := status.get((row.member_id, row.about_id))) is not None
    }


def _promises(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """What was decided last about a promise that still stands."""
    rows = Promise.objects.of(messages[0].organisation_id).filter(pk__in={row.about_id for row in messages})
    promises = {row.pk: row for row in rows.select_related("occurrence__activity__organisation")}
    return {
        row.pk: About(f"promise_{row.facts['what']}", it.occurrence, it.hidden_reason)
        for row in messages
        if (it := promises.get(row.about_id)) is not None
        and it.member_id == row.member_id
        and (row.facts["what"] == "hidden") == bool(it.hidden_reason)
    }


KINDS: Iterable[tuple[str, Any]] = (
    (HOST, _hosts),
    (INVITED, _invitations),
    (TYPED_IN, _typed_in),
    (PROMISE, _promises),
)


def register() -> None:
    for name, read in KINDS:
        register_kind(Kind(name, read, _write))
