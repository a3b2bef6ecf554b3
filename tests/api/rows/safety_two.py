"""Rows of the route census for ticks together, emergency numbers, home contacts, and what went wrong or nearly did."""

import datetime as dt
from uuid import uuid4

from aftershift.core import clock
from aftershift.organisations.models import Site
from aftershift.safety.models import HomeContact, Keeper, NearMiss, OverdueStep, ProposedChange
from tests.api.census import Call, Row, World
from tests.api.rows.safety import DATE, EVERYONE, LEADS, ORGANISES, READS, walk

ORGANISER_OR_ADVISER = READS
RUNS = ORGANISES | {"lead": 200}
ALL = EVERYONE | {"connector": 200}


def ticks(world: World) -> Call:
    tick = {"tap": str(uuid4()), "item_id": "C-B4", "ticked": True, "device_at": "2026-01-05T09:00:00Z"}
    return Call({"occurrence_id": walk(world).pk}, {"sent_at": "2026-01-05T09:00:00Z", "ticks": [tick]})


def own_number(world: World, body: object = None) -> Call:
    """A walk that the caller helps with: whoever comes may give a number."""
    date = walk(world)
    date.activity.second = world.caller if world.role != "lead" else world.member("bashir")
    date.activity.save()
    return Call({"occurrence_id": date.pk}, body)


def looks(world: World) -> Call:
    look = {"tap": str(uuid4()), "member_id": str(world.member("ama").pk), "device_at": "2026-01-05T09:00:00Z"}
    return Call({"occurrence_id": walk(world).pk}, {"sent_at": "2026-01-05T09:00:00Z", "looks": [look]})


def site(world: World) -> Call:
    row = Site.objects.create(organisation=world.organisation, name="Main site")
    return Call({"site_id": row.pk}, {"name": "Duty manager", "number": "020 7946 0000"})


def contact(world: World, *, state: str = "asked", told: bool = False) -> HomeContact:
    """The caller is at home for a walk of two others."""
    date = walk(world, state="started") if told else walk(world)
    if told:
        OverdueStep.objects.create(organisation=world.organisation, occurrence=date, step="first", at=clock.now())
    return HomeContact.objects.create(
        organisation=world.organisation,
        occurrence=date,
        rank=1,
        member=world.caller,
        state=state,
        asked_at=clock.now(),
    )


def asked(world: World) -> Call:
    return Call({"contact_id": contact(world).pk}, {"says_yes": True, "may_wake": True})


def heard(world: World) -> Call:
    return Call({"contact_id": contact(world, state="confirmed", told=True).pk})


def near_miss(world: World) -> Call:
    row = NearMiss.objects.create(
        organisation=world.organisation,
        said_date=dt.date(2026, 1, 5),
        was_hurt=False,
        went_to_hospital=False,
        could_be_worse=True,
        said=uuid4().hex,
    )
    return Call({"near_miss_id": row.pk}, {"status": "looked_at"})


def change(world: World) -> Call:
    row = ProposedChange.objects.create(
        organisation=world.organisation, template="core", text="Bring a torch", said_date=dt.date(2026, 1, 5)
    )
    Keeper.objects.create(
        organisation=world.organisation, template="core", member=world.caller, since_date=dt.date(2026, 1, 5)
    )
    return Call({"change_id": row.pk}, {"reply": "Torches are in the bag.", "wording": {"text": "A torch for two"}})


def later(world: World) -> Call:
    date = walk(world)
    return Call({"occurrence_id": date.pk}, {"back_at": (date.ends_at + dt.timedelta(hours=1)).isoformat()})


SAID = {"random": "0" * 32, "was_hurt": False, "went_to_hospital": False, "could_be_worse": True, "what": "Icy step"}
LIST = {"template": "core"}
ROWS = [
    Row("PUT", DATE + "/checklist/ticks", roles=RUNS | {"adviser": 200}, make=ticks, foreign=True),
    Row("GET", DATE + "/my-emergency-number", roles=ALL, make=own_number, foreign=True),
    Row(
        "PUT",
        DATE + "/my-emergency-number",
        roles=ALL,
        make=lambda w: own_number(w, {"number": "020 7946 0001"}),
        foreign=True,
    ),
    Row(
        "DELETE",
        DATE + "/my-emergency-number",
        roles={who: 204 if status == 200 else status for who, status in ALL.items()},
        make=own_number,
        foreign=True,
    ),
    Row(
        "GET",
        DATE + "/emergency-numbers",
        roles=LEADS,
        make=lambda w: Call({"occurrence_id": walk(w).pk}),
        foreign=True,
    ),
    Row("PUT", DATE + "/emergency-looks", roles=LEADS, make=looks, foreign=True),
    Row("GET", "/api/v1/help-numbers", roles=ALL, make=lambda w: Call()),
    Row("PUT", "/api/v1/sites/<uuid:site_id>/help-number", roles=ORGANISES, make=site, foreign=True),
    Row("GET", DATE + "/home", roles=RUNS, make=lambda w: Call({"occurrence_id": walk(w).pk}), foreign=True),
    Row(
        "PUT",
        DATE + "/home-contacts/<slug:rank>",
        roles=RUNS,
        make=lambda w: Call({"occurrence_id": walk(w).pk, "rank": "first"}, {"email": "home@example.org"}),
        foreign=True,
    ),
    Row(
        "DELETE",
        DATE + "/home-contacts/<slug:rank>",
        roles={who: 204 if status == 200 else status for who, status in RUNS.items()},
        make=lambda w: Call({"occurrence_id": walk(w).pk, "rank": "first"}),
        foreign=True,
    ),
    Row("POST", DATE + "/later-back", roles=RUNS, make=later, once=True, foreign=True),
    Row("GET", "/api/v1/home-contacts", roles=ALL, make=lambda w: Call()),
    Row("PUT", "/api/v1/home-contacts/<uuid:contact_id>/answer", roles=ALL, make=asked, foreign=True),
    Row("PUT", "/api/v1/home-contacts/<uuid:contact_id>/heard", roles=ALL, make=heard, foreign=True),
    Row("GET", "/api/v1/near-misses", roles=ORGANISER_OR_ADVISER, make=lambda w: Call()),
    Row(
        "POST",
        "/api/v1/near-misses",
        roles={who: 201 if status == 200 else status for who, status in ALL.items()},
        make=lambda w: Call(body=SAID),
    ),
    Row("GET", "/api/v1/near-miss-dates", roles=ALL, make=lambda w: Call()),
    Row(
        "PUT",
        "/api/v1/near-misses/<uuid:near_miss_id>/status",
        roles=ORGANISER_OR_ADVISER,
        make=near_miss,
        foreign=True,
    ),
    Row("GET", "/api/v1/safety-templates", roles=ORGANISER_OR_ADVISER, make=lambda w: Call()),
    Row(
        "PUT",
        "/api/v1/safety-templates/<slug:template>/keeper",
        roles=ORGANISES,
        make=lambda w: Call(LIST, {"keeper_id": None}),
    ),
    Row(
        "GET",
        "/api/v1/safety-templates/<slug:template>/versions",
        roles=ORGANISER_OR_ADVISER,
        make=lambda w: Call(LIST),
    ),
    Row("PUT", "/api/v1/proposed-changes/<uuid:change_id>/answer", roles=ORGANISES, make=change, foreign=True),
]
