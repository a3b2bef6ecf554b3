"""Dates in each state that a date can be in: kept places, by lot, an offer that runs, under way, just over, called off."""

import datetime as dt
import math
from collections.abc import Sequence

from aftershift.activities.models import Activity, Face, Occurrence, Party
from aftershift.activities.services import (
    draws,
    faces,
    inviting,
    joining,
    keeping,
    organising,
    register,
    running,
    tracks,
)
from aftershift.activities.tracks.limited import read_track
from aftershift.demo.waiting import agree
from aftershift.demo.world import DAY, HAVE_CARDS, HOUR, LEAD, MEMBER, MEMBERS, MINUTE, ORGANISES, SECOND, World
from aftershift.leading import services as leading
from aftershift.leading.models import RoleOffer
from aftershift.people.models import Member
from aftershift.safety import selectors as safety_selectors
from aftershift.safety import services as safety
from aftershift.shifts.selectors import fits


def show_every_state(world: World, walk: Activity) -> None:
    """walk: the series of which three dates are open. What comes soonest stays as it is."""
    _say_its_way(world, walk)
    _invite(world, walk)
    _call_off(world, _dates(walk)[3])
    _by_lot(world)
    _offer(world)
    _under_way(world)
    _just_over(world)


def lead_by(world: World, activity: Activity, lead: str, second: str, *, asked: dt.datetime | None = None) -> None:
    asked = asked or world.now - 4 * DAY
    for role, name in ((RoleOffer.Role.LEAD, lead), (RoleOffer.Role.SECOND, second)):
        who = world.members[name]
        offer = leading.offer_role(
            member=world.boss, roles=ORGANISES, activity_id=activity.pk, role=role, to_id=who.pk, now=asked
        )
        leading.accept(member=who, offer_id=offer.pk, now=asked + HOUR)
    activity.refresh_from_db()


def tick_what_it_needs(world: World, occurrence: Occurrence, gate: str, at: dt.datetime, *, counted: int = 0) -> None:
    """What of its list keeps this gate shut. counted: the people there, for the lines that ask for a number."""
    occurrence = (
        Occurrence.objects.of(world.organisation.pk).select_related(*safety_selectors.LOADED).get(pk=occurrence.pk)
    )
    lead = occurrence.activity.lead or world.boss
    for line in safety_selectors.filled(occurrence=occurrence).missing(gate):
        if line.item.known_by == "approval":
            agree(world, occurrence, at)
            continue
        safety.tick(
            member=lead,
            roles=MEMBERS,
            occurrence_id=occurrence.pk,
            item_id=line.item.id,
            is_ticked=True,
            number=counted if line.item.takes_number else None,
            note="Esi has one, and is there all the time." if line.lacks_word else "",
            device_at=at,
            now=at,
        )


def open_date(world: World, occurrence: Occurrence, at: dt.datetime) -> None:
    tick_what_it_needs(world, occurrence, "publish", at)
    running.publish_occurrence(member=world.boss, roles=ORGANISES, occurrence_id=occurrence.pk, now=at)


def keep_some(world: World, occurrence: Occurrence) -> None:
    """Two places for people who come for the first time, and one for each of two jobs."""
    keeping.keep_places(
        member=world.boss,
        roles=ORGANISES,
        occurrence_id=occurrence.pk,
        first_timers=2,
        jobs=("Bring the flasks", "Take the photos"),
        facilities_until=None,
        now=world.now - 2 * DAY,
    )


def _dates(activity: Activity) -> list[Occurrence]:
    rows = Occurrence.objects.of(activity.organisation_id).filter(activity=activity)
    return list(rows.select_related("activity__lead", "activity__second").order_by("starts_at"))


def _say_its_way(world: World, walk: Activity) -> None:
    tracks.attach_track(
        member=world.boss,
        roles=ORGANISES,
        activity_id=walk.pk,
        made=read_track(round_the_park()),
        now=world.now - 4 * DAY,
    )


def round_the_park() -> bytes:
    """An easy way round a pond, as a map app saves it: 2.5 km, one gentle rise. No real place."""
    spots = []
    for step in range(81):
        turn = math.tau * step / 80
        north, east = 0.0030 * math.sin(turn) + 0.0006 * math.sin(3 * turn), 0.0058 * math.cos(turn)
        height = 42 + 9 * (1 - math.cos(turn)) + 2 * math.sin(2 * turn)
        spots.append(f'<trkpt lat="{53.01 + north:.6f}" lon="{-2.19 + east:.6f}"><ele>{height:.1f}</ele></trkpt>')
    way = f"<trk><trkseg>{''.join(spots)}</trkseg></trk>"
    return f'<gpx version="1.1" creator="a map" xmlns="http://www.topografix.com/GPX/1/1">{way}</gpx>'.encode()


def _invite(world: World, walk: Activity) -> None:
    """A colleague holds a free place for the member whose phone is shown."""
    others = Occurrence.objects.of(world.organisation.pk).exclude(activity=walk)
    date = next(row for row in others.filter(state="published").order_by("starts_at") if row.free > 1)
    comes = date.sign_ups.filter(status="placed").select_related("member__organisation").order_by("queued_at", "pk")
    inviting.invite(
        member=comes[0].member, occurrence_id=date.pk, card=world.cards[MEMBER][0], now=world.now - 2 * HOUR
    )


def _call_off(world: World, date: Occurrence) -> None:
    organising.cancel(
        member=world.boss,
        roles=ORGANISES,
        occurrence_id=date.pk,
        reason="The park is shut for tree work that day.",
        now=world.now - DAY,
    )


def _by_lot(world: World) -> None:
    """More want to come than there are places, so nobody needs to be quick."""
    trip = _small(
        world,
        "Behind the scenes of the helicopter pad",
        "trip",
        place="Lift 4, level 6",
        places=4,
        when=(world.today + 19 * DAY, dt.time(10)),
    )
    (date,) = _dates(trip)
    at = world.now - 2 * DAY
    draws.decide_draw(
        member=world.boss, roles=ORGANISES, occurrence_id=date.pk, closes_at=date.starts_at - 3 * DAY, now=at
    )
    open_date(world, date, at)
    for n, name in enumerate(("Danuta", "Grace", "Olek", "Yusra", "Hana", "Bashir")):
        joining.join(member=world.members[name], occurrence_id=date.pk, now=at + n * HOUR)


def _offer(world: World) -> None:
    """Four places, one given back a while ago: it is kept for the first who waits, until they answer."""
    coffee = _small(
        world,
        "Coffee in the herb garden",
        "talk",
        place="Bench behind the chapel",
        places=4,
        when=(world.today + 5 * DAY, dt.time(15, 20)),
    )
    (date,) = _dates(coffee)
    at = world.now - 2 * DAY
    open_date(world, date, at)
    for n, name in enumerate(("Chipo", "Mohan", "Ruth", "Tomasz")):
        joining.join(member=world.members[name], occurrence_id=date.pk, now=at + (n + 1) * MINUTE)
    for n, name in enumerate(("Winston", "Leila")):
        joining.join(member=world.members[name], occurrence_id=date.pk, is_straight_in=False, now=at + (n + 1) * HOUR)
    joining.leave(member=world.members["Ruth"], occurrence_id=date.pk, now=world.now - 20 * MINUTE)


def _under_way(world: World) -> None:
    """They set off a quarter of an hour ago, and stay long enough to be found under way; all but one of the list are ticked,
    one with a child."""
    there = ("Bashir", "Elena", "Karim", "Violeta")
    date = _held(
        world,
        "Stretching, tea and a board game",
        (*there, "Xoli"),
        place="Physiotherapy gym, level 2",
        began=world.now - 15 * MINUTE,
        minutes=150,
    )
    _check_in(world, date, there)
    _set_off(world, date, len(there) + 1)


def _just_over(world: World) -> None:
    """Yesterday's: everybody is back, and faces are pressed until three days after it."""
    there = ("Bashir", "Abena", "Farouk", "Hana", "Joy", "Nadia", "Pavel", "Tereza", "Usman")
    date = _held(
        world,
        "A quiet half hour in the chapel garden",
        (*there, "Vera"),
        place="Back door of the chapel",
        began=world.now - DAY,
    )
    _check_in(world, date, there)
    _set_off(world, date, len(there) + 1)
    back = date.ends_at + 5 * MINUTE
    tick_what_it_needs(world, date, "close", back, counted=len(there) + 1)
    running.close(member=_lead(world, date), roles=MEMBERS, occurrence_id=date.pk, now=back)
    for n, name in enumerate(there[1:]):
        faces.say_face(
            member=world.members[name],
            occurrence_id=date.pk,
            face=Face.FINE if n > 5 else Face.GOOD,
            now=back + (n + 1) * MINUTE,
        )


def _held(
    world: World, title: str, coming: Sequence[str], *, place: str, began: dt.datetime, minutes: int = 30
) -> Occurrence:
    """A date that began at that moment, whose first on the list brings a child."""
    local = world.organisation.local(began).replace(second=0, microsecond=0)
    activity = _small(world, title, "move", place=place, places=12, when=(local.date(), local.time()), minutes=minutes)
    (date,) = _dates(activity)
    at = began - 2 * DAY
    open_date(world, date, at)
    for n, name in enumerate(coming):
        guests = Party(children_5_10=1) if n == 0 else Party()
        joining.join(member=world.members[name], occurrence_id=date.pk, guests=guests, now=at + (n + 1) * MINUTE)
    tick_what_it_needs(world, date, "publish", at + HOUR)  # a child comes, so an organiser looks at it again
    return date


def _small(
    world: World,
    title: str,
    kind: str,
    *,
    place: str,
    places: int,
    when: tuple[dt.date, dt.time],
    minutes: int = 30,
) -> Activity:
    made = world.now - 5 * DAY
    activity = organising.create_activity(
        member=world.boss,
        roles=ORGANISES,
        about={
            "title": title,
            "kind": kind,
            "minutes": minutes,
            "is_on_site": True,
            "meeting_place": place,
            "how_hard": "Sit down when you like.",
            "cost": "Free",
            "what_to_bring": "Just yourself",
        },
        when=organising.When(first_date=when[0], start_time=when[1]),
        places=places,
        site_id=world.sites[0].pk,
        now=made,
    )
    lead_by(world, activity, *_rested(world, _dates(activity)[0]), asked=made + HOUR)
    return activity


def _rested(world: World, date: Occurrence) -> tuple[str, str]:
    """Who can lead at that hour, whenever the demonstration is made: nobody sets off with a lead who has not slept."""
    names = [LEAD, SECOND, *(name for name in world.members if name not in HAVE_CARDS)]
    stretch = (date.starts_at, date.ends_at, True)
    rested = [
        name
        for name in names
        if fits(member=world.members[name], stretches=[stretch])[0].why_not not in safety_selectors.NOT_RESTED
    ]
    return rested[0], rested[1]


def _lead(world: World, date: Occurrence) -> Member:
    """Only who leads ticks, sets off and closes."""
    return date.activity.lead or world.boss


def _check_in(world: World, date: Occurrence, there: Sequence[str]) -> None:
    lead = _lead(world, date)
    for n, name in enumerate(there):
        register.tick(
            member=lead,
            roles=MEMBERS,
            occurrence_id=date.pk,
            member_id=world.members[name].pk,
            is_here=True,
            guests=int(n == 0),
            device_at=date.starts_at + n * MINUTE / 4,
            now=date.starts_at + n * MINUTE / 4,
        )


def _set_off(world: World, date: Occurrence, count: int) -> None:
    at = date.starts_at + 4 * MINUTE
    tick_what_it_needs(world, date, "start", at, counted=count)
    running.start(member=_lead(world, date), roles=MEMBERS, occurrence_id=date.pk, now=at)
