"""The "first win" template (GM-07): one walk, 45 minutes, 8 places, filled in as far as it may be.

Everything is a proposal that one organiser reads and changes on one screen. Nothing is ticked by itself: each sentence of
the list counts once a person has said that it is so, and the gates ask what they ask of every walk.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from aftershift.core.policies import require
from aftershift.organisations.models import Site
from aftershift.people.models import Member
from aftershift.safety import policies, templates
from aftershift.safety.selectors.versions import learnt_in
from aftershift.shifts.finding import FoundTime, Question, find_times

MINUTES = 45
PLACES = 8
KIND = "walk"
LIST = "end-of-shift-walk"
# Whoever is asked to lead gets two nights to say yes.
SOONEST = dt.timedelta(days=2)
# Where too few have told their shifts: between an early that ends and a late that has begun (DOMAIN 2).
USUAL_WEEKDAY, USUAL_START = 3, dt.time(15, 30)
WEEK = 7
MOST_OF_A_GROUP = ("over half", "most", "all")
# What is true of most short walks round a hospital, item by item of the list. {place}: the site and its address.
SAID_OF_MOST = {
    "C-B4": "Trips, traffic and tired legs. We keep to paths, cross together and turn back when one of us wants to.",
    "C-B7": "Everyone. Flat paths and no steps where we can. Who wants to stop, stops; toilets are inside the hospital.",
    "C-B8": "{place}. Nearest A&E and defibrillator: the hospital's own. We phone 999, then the switchboard.",
    "C-B9": "The lead carries the small kit from the ward and knows who can use it.",
    "C-B10": "A note where we meet, and the lead tells the teams.",
    "C-B11": "No photos.",
    "EW-B2": "We are back before dark, or walk where it is lit.",
    "EW-B3": "The lead walks it before, notes crossings and steps, and knows a way round each step.",
}


@dataclass(frozen=True)
class Check:
    """One item of the list that a person has to answer, and a sentence that may answer it."""

    id: str
    text: str
    note: str


@dataclass(frozen=True)
class FirstWin:
    """found: the time comes from the shifts that people told. after: whose finish it follows, as group and time."""

    title: str
    kind: str
    minutes: int
    places: int
    site_id: UUID | None
    meeting_place: str
    starts_date: dt.date
    starts_time: dt.time
    found: bool
    after_group: str | None
    after_finish: dt.time | None
    how_hard: str
    cost: str
    what_to_bring: str
    checks: list[Check]


def first_win(*, member: Member, roles: Collection[str], now: dt.datetime) -> FirstWin:
    """The template for this organisation today. Constant statements, as `find_times`. Raises NotAllowed."""
    require(policies.MAY, "first_win.make", roles)
    site = _site_of(member)
    found = _next_good_start(member=member, roles=roles, now=now)
    today = member.organisation.local(now).date()
    date, start = (_soon(found.first_date, today), found.start) if found else (_usual_date(today), USUAL_START)
    place = site.name if site else member.organisation.name
    anchor = found.anchor if found else None
    return FirstWin(
        title=f"A {MINUTES}-minute walk",
        kind=KIND,
        minutes=MINUTES,
        places=PLACES,
        site_id=site.pk if site else None,
        meeting_place=f"Main entrance, {place}",
        starts_date=date,
        starts_time=start,
        found=found is not None,
        after_group=anchor.group if anchor else None,
        after_finish=anchor.finish if anchor else None,
        how_hard="Flat, at the pace of the slowest.",
        cost="Free",
        what_to_bring="Shoes you can walk in",
        checks=_checks(", ".join(filter(None, (place, site.address if site else ""))), member.organisation_id),
    )


def _site_of(member: Member) -> Site | None:
    """The organiser's own; else the first by name."""
    sites = Site.objects.of(member.organisation_id)
    own = sites.filter(pk=member.site_id).first() if member.site_id else None
    return own or sites.order_by("name", "pk").first()


def _next_good_start(*, member: Member, roles: Collection[str], now: dt.datetime) -> FoundTime | None:
    """Right after a finish, where most of those who finish then can come; else the time that reaches most; None where too
    few told their shifts."""
    question = Question(audience="everyone", minutes=MINUTES, on_site=True, opens=6 * 60, closes=22 * 60, weekly=True)
    found = find_times(member=member, roles=roles, question=question, now=now)
    return next(iter([*filter(_suits_who_finishes, found.anchors), *found.times]), None)


def _suits_who_finishes(time: FoundTime) -> bool:
    """Not so after a night: who finishes then goes to sleep, and the time reaches others."""
    shares = {share["group"]: share["share"] for share in time.groups}
    return time.anchor is not None and shares.get(time.anchor.group) in MOST_OF_A_GROUP


def _soon(date: dt.date, today: dt.date) -> dt.date:
    """The same weekday, not before there was time to ask a lead."""
    return date if date >= today + SOONEST else date + dt.timedelta(days=WEEK)


def _usual_date(today: dt.date) -> dt.date:
    return _soon(today + dt.timedelta(days=(USUAL_WEEKDAY - today.weekday()) % WEEK), today)


def _checks(place: str, organisation_id: UUID) -> list[Check]:
    items, _ = templates.items_of(LIST, learnt_in(organisation_id=organisation_id))
    return [
        Check(item.id, item.text, SAID_OF_MOST[item.id].format(place=place))
        for item in items
        if item.id in SAID_OF_MOST
    ]
