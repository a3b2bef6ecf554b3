"""Rows of the route census for safety: lists and gates. A plain member is told that it is not theirs to tick."""

import datetime as dt
from typing import Any

from aftershift.activities.models import Occurrence
from aftershift.core import clock
from aftershift.safety import templates
from aftershift.safety.models import Assessment, Checklist, ChecklistTick
from aftershift.safety.selectors.agreeing import plan_of, seen_now
from tests.api.census import Call, Row, World
from tests.factories import SiteFactory
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

NOBODY = {
    "anonymous": 401,
    "new": 403,
    "member": 403,
    "connector": 403,
    "organiser": 403,
    "supervisor": 403,
    "adviser": 403,
}
READS = NOBODY | {"organiser": 200, "adviser": 200}
ORGANISES = NOBODY | {"organiser": 200}
LEADS = {"anonymous": 401, "lead": 200, "new": 403, "member": 403, "organiser": 403, "supervisor": 403, "adviser": 403}
NO = dict.fromkeys(("is_long", "makes_food", "has_children", "is_wild", "is_new"), False)


def walk(world: World, *, days: int = 3, **fields: Any) -> Occurrence:
    """A walk that is led by two others, or by the caller when the row calls them `lead`."""
    lead = world.caller if world.role == "lead" else world.member("rosa")
    activity = ActivityFactory(
        organisation=world.organisation,
        lead=lead,
        second=world.member("bashir"),
        how_hard="Flat",
        cost="Free",
        what_to_bring="Shoes",
    )
    starts_at = clock.now().replace(microsecond=0) + (dt.timedelta(days=days) if days else dt.timedelta(minutes=10))
    return OccurrenceFactory(activity=activity, starts_at=starts_at, **fields)


def ticked(date: Occurrence, *phases: str) -> Occurrence:
    """The same walk with every item of these phases ticked."""
    items, versions = templates.items_of("end-of-shift-walk")
    now = clock.now()
    checklist = Checklist.objects.create(
        organisation_id=date.organisation_id,
        occurrence=date,
        template="end-of-shift-walk",
        versions=versions,
        items=templates.as_data(items),
        made_at=now,
    )
    for item in items:
        if item.phase in phases and item.id not in ("C-D1", "C-A1"):
            ChecklistTick.objects.create(
                organisation_id=date.organisation_id,
                checklist=checklist,
                item_id=item.id,
                is_ticked=True,
                device_at=now,
                server_at=now,
            )
    return date


def list_of(world: World) -> Call:
    return Call({"occurrence_id": walk(world).pk})


def a_tick(world: World) -> Call:
    return Call(
        {"occurrence_id": walk(world).pk, "item_id": "C-B4"}, {"ticked": True, "device_at": "2026-01-05T09:00:00Z"}
    )


def answers(world: World) -> Call:
    return Call({"activity_id": walk(world).activity_id}, NO)


def ready_to_open(world: World) -> Call:
    return Call({"occurrence_id": ticked(walk(world, state="planned"), "before").pk})


def ready_to_start(world: World) -> Call:
    return Call({"occurrence_id": ticked(walk(world, days=0), "before").pk}, {"count": 3})


def going_on(world: World) -> Call:
    return Call({"occurrence_id": walk(world, days=0, state="started").pk})


def ready_to_close(world: World) -> Call:
    date = ticked(walk(world, days=0, state="started"), "before", "day", "after")
    now = clock.now()
    ChecklistTick.objects.create(
        organisation_id=date.organisation_id,
        checklist=Checklist.objects.get(occurrence=date),
        item_id="C-D1",
        is_ticked=True,
        number=3,
        device_at=now,
        server_at=now,
    )
    return Call({"occurrence_id": date.pk}, {"count": 3})


DATE = "/api/v1/occurrences/<uuid:occurrence_id>"
ACTIVITY = "/api/v1/activities/<uuid:activity_id>"
HAZARD = {"id": "EW-1", "what": "Trips on kerbs", "who": "Everyone", "action": "Paths only", "left": "low"}


def large(world: World, *, versions: int = 1) -> Occurrence:
    """A walk that needs an organiser's agreement, with what could hurt people written down."""
    date = walk(world, places=30)
    for number in range(1, versions + 1):
        Assessment.objects.create(
            organisation_id=date.organisation_id,
            activity=date.activity,
            number=number,
            lines=[HAZARD | {"action": f"Paths only {number}"}],
            made_at=clock.now(),
        )
    return date


def plan(world: World) -> Call:
    return Call({"activity_id": large(world).activity_id})


def to_assess(world: World) -> Call:
    return Call({"activity_id": walk(world).activity_id}, {"based_on": 0, "lines": [HAZARD]})


def to_agree(world: World) -> Call:
    date = large(world)
    seen = seen_now(date, plan_of(organisation_id=date.organisation_id, activity_id=date.activity_id))
    dates = [{"occurrence_id": str(date.pk), "seen": seen}]
    return Call({"activity_id": date.activity_id}, {"as_role": "organiser", "number": 1, "dates": dates})


def two_versions(world: World) -> Call:
    return Call({"activity_id": large(world, versions=2).activity_id}, query="?before=1&number=2")


def own_list(world: World) -> Call:
    own = [{"phase": "before", "text": "Borrow the vests"}]
    return Call({"activity_id": walk(world).activity_id}, {"based_on": 0, "changed": [], "own": own})


def of_date(body: Any = None) -> Any:
    return lambda world: Call({"occurrence_id": walk(world).pk}, body)


def a_site(world: World) -> Call:
    site = SiteFactory(organisation=world.organisation)
    return Call({"site_id": site.pk}, {"latitude": 51.5, "longitude": -0.1})


ANSWERS = "/api/v1/activities/<uuid:activity_id>/safety-answers"
EVERYONE = {"anonymous": 401, "new": 200, "member": 200, "organiser": 200, "supervisor": 200, "adviser": 200}
FIRST_WIN = {
    "title": "A 45-minute walk",
    "meeting_place": "Main entrance",
    "starts_date": "2090-01-05",
    "starts_time": "15:30",
    "how_hard": "Flat",
    "cost": "Free",
    "what_to_bring": "Shoes",
    "checks": [{"id": "C-B11", "note": "No photos."}],
}
ROWS = [
    Row("GET", "/api/v1/first-win", roles=ORGANISES, make=lambda w: Call()),
    Row(
        "POST",
        "/api/v1/first-win",
        roles=NOBODY | {"organiser": 201},
        make=lambda w: Call(body=FIRST_WIN),
        once=True,
    ),
    Row("GET", DATE + "/checklist", roles=READS | {"lead": 200}, make=list_of, foreign=True),
    Row("PUT", DATE + "/checklist/items/<slug:item_id>", roles=ORGANISES | {"lead": 200}, make=a_tick, foreign=True),
    Row("POST", DATE + "/publication", roles=ORGANISES | {"lead": 200}, make=ready_to_open, once=True, foreign=True),
    Row("POST", DATE + "/start", roles=LEADS, make=ready_to_start, once=True, foreign=True),
    Row("POST", DATE + "/stop", roles=LEADS, make=going_on, once=True, foreign=True),
    Row("POST", DATE + "/close", roles=LEADS, make=ready_to_close, once=True, foreign=True),
    Row("GET", ANSWERS, roles=EVERYONE, make=lambda w: Call({"activity_id": walk(w).activity_id}), foreign=True),
    Row("PUT", ANSWERS, roles=ORGANISES | {"lead": 200}, make=answers, foreign=True),
    Row("GET", "/api/v1/agreement-queue", roles=READS, make=lambda w: Call()),
    Row("GET", ACTIVITY + "/safety-plan", roles=READS | {"lead": 200}, make=plan, foreign=True),
    Row("PUT", ACTIVITY + "/assessment", roles=ORGANISES | {"lead": 200}, make=to_assess, foreign=True),
    Row("GET", ACTIVITY + "/assessment/comparison", roles=READS | {"lead": 200}, make=two_versions, foreign=True),
    Row(
        "POST",
        ACTIVITY + "/agreement-request",
        roles=NOBODY | {"organiser": 201, "lead": 201},
        make=plan,
        once=True,
        foreign=True,
    ),
    Row(
        "POST",
        ACTIVITY + "/agreements",
        roles=NOBODY | {"organiser": 201},
        make=to_agree,
        once=True,
        foreign=True,
    ),
    Row("PUT", ACTIVITY + "/own-list", roles=ORGANISES | {"lead": 200}, make=own_list, foreign=True),
    Row("GET", DATE + "/safety-notes", roles=EVERYONE, make=of_date(), foreign=True),
    Row(
        "PUT",
        DATE + "/photo-rule",
        roles=ORGANISES | {"lead": 200},
        make=of_date({"photo_rule": "none"}),
        foreign=True,
    ),
    Row(
        "PUT",
        DATE + "/dishes",
        roles=ORGANISES | {"lead": 200},
        make=of_date({"dishes": [{"name": "Soup", "allergens": {"milk": "no"}}]}),
        foreign=True,
    ),
    Row(
        "POST",
        DATE + "/weather-checks",
        roles=NOBODY | {"organiser": 201, "lead": 201},
        make=of_date({"about": "weather", "level": "none", "source": "Met Office"}),
        once=True,
        foreign=True,
    ),
    Row("PUT", "/api/v1/sites/<uuid:site_id>/point", roles=ORGANISES, make=a_site, foreign=True),
]
