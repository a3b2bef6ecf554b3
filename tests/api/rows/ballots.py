import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import uuid4

from aftershift.ballots.models import Ballot, Option, PrintedSlip, Slip
from aftershift.ballots.selectors import hash_of_receipt
from aftershift.ballots.services import checking, closing, opening, printing, voting
from aftershift.core import clock
from aftershift.ideas import services as ideas
from tests.api.census import Call, Row, World
from tests.rules.people.world import card_for

ANYONE = {"anonymous": 401, "new": 200, "member": 200, "organiser": 200, "supervisor": 200}
HASH = hash_of_receipt("0" * 32)


def _ideas(world: World) -> list[Any]:
    author = world.member("connector")
    return [
        ideas.propose(member=author, text=text, kind="walk", shown_as="named", now=clock.now())
        for text in ("Walk by the canal", "Supper before nights")
    ]


def _checked(world: World) -> list[Any]:
    made = _ideas(world)
    for idea in made:
        checking.check(member=world.member("organiser"), idea_id=idea.pk, verdict="yes", now=clock.now())
    return made


def _one_idea(world: World, body: Any = None) -> Call:
    return Call({"idea_id": _ideas(world)[0].pk}, body)


def _own_idea(world: World) -> Call:
    """The caller's, or a stranger's where nobody calls."""
    author = world.caller or world.member("connector")
    idea = ideas.propose(member=author, text="A knitting circle", kind="other", shown_as="named", now=clock.now())
    return Call({"idea_id": idea.pk}, {"pounds": "40", "what_for": "Wool and needles"})


def _option(idea: Any) -> opening.NewOption:
    return opening.NewOption(idea_id=idea.pk, weekday="Thu", start=dt.time(15, 30), minutes=60, cost=Decimal(1))


def _ballot(world: World) -> Ballot:
    """Open, with a paper for the caller unless the caller is new."""
    _ = world.caller
    now = clock.now()
    return opening.open_ballot(
        member=world.member("organiser"),
        title="Winter vote",
        closes_date=now.date() + dt.timedelta(days=30),
        closes_time=dt.time(20, 0),
        options=[_option(idea) for idea in _checked(world)],
        slots=1,
        now=now,
    )


def _waiting(world: World) -> Ballot:
    """Closed with nobody voting: people talk, and publish what they agreed."""
    ballot = _ballot(world)
    ballot.opened_at, ballot.closes_at = clock.now() - dt.timedelta(days=30), clock.now() - dt.timedelta(days=1)
    ballot.save(update_fields=["opened_at", "closes_at"])
    closing.close(organisation_id=world.organisation.pk, ballot_id=ballot.pk, now=clock.now())
    return ballot


def _settled(world: World, *, voters: int) -> Ballot:
    ballot = _ballot(world)
    option = Option.objects.of(world.organisation.pk).filter(ballot=ballot).first()
    Slip.objects.bulk_create(
        Slip(
            organisation=world.organisation,
            ballot=ballot,
            ticks=[str(option and option.pk)],
            receipt_hash=hash_of_receipt(uuid4().hex),
        )
        for _ in range(voters)
    )
    ballot.opened_at, ballot.closes_at = clock.now() - dt.timedelta(days=30), clock.now() - dt.timedelta(days=1)
    ballot.save(update_fields=["opened_at", "closes_at"])
    closing.close(organisation_id=world.organisation.pk, ballot_id=ballot.pk, now=clock.now())
    return ballot


def _on(ballot: Ballot, body: Any = None) -> Call:
    return Call({"ballot_id": ballot.pk}, body)


def _cast(world: World) -> Call:
    ballot = _ballot(world)
    option = Option.objects.of(world.organisation.pk).filter(ballot=ballot).first()
    return _on(ballot, {"options": [str(option and option.pk)], "receipt_hash": HASH})


def _slip(world: World) -> Call:
    ballot = _ballot(world)
    options = list(Option.objects.of(world.organisation.pk).filter(ballot=ballot))
    receipt = uuid4().hex
    voting.cast(
        member=world.member("organiser"),
        ballot_id=ballot.pk,
        option_ids=[options[0].pk],
        receipt_hash=hash_of_receipt(receipt),
        now=clock.now(),
    )
    return Call({"receipt": receipt}, {"ballot": str(ballot.pk), "options": [str(options[1].pk)]})


def _printed(world: World) -> tuple[Ballot, str]:
    """A ballot with one printed slip, and the number on it; none is handed out."""
    ballot = _ballot(world)
    asked = {"member": world.member("organiser"), "ballot_id": ballot.pk, "now": clock.now()}
    printing.print_slips(**asked, count=1)
    printing.put_on_sheets(**asked)
    return ballot, PrintedSlip.objects.of(world.organisation.pk).get(ballot=ballot).number


def _handed_out(world: World) -> tuple[Ballot, str, str]:
    """The ballot, the number of its one printed slip, and the card of the voter who was handed one."""
    card = card_for(world.member("voter")).code
    ballot, number = _printed(world)
    printing.hand_out(member=world.member("organiser"), ballot_id=ballot.pk, card=card, key=uuid4(), now=clock.now())
    return ballot, number, card


def _hand_out(world: World) -> Call:
    card = card_for(world.member("voter")).code
    return _on(_ballot(world), {"card": card})


def _hand_back(world: World) -> Call:
    ballot, number, card = _handed_out(world)
    return _on(ballot, {"card": card, "number": number})


def _reading(world: World) -> Call:
    ballot, number, _card = _handed_out(world)
    option = Option.objects.of(world.organisation.pk).filter(ballot=ballot).first()
    return Call({"ballot_id": ballot.pk, "number": number}, {"options": [str(option and option.pk)]})


def _opening(world: World) -> Call:
    _ = world.caller
    options = [
        {"idea_id": str(idea.pk), "weekday": "Thu", "start": "15:30", "minutes": 60, "price": "Free"}
        for idea in _checked(world)
    ]
    closes = (clock.now().date() + dt.timedelta(days=30)).isoformat()
    body = {"title": "Winter vote", "closes_date": closes, "closes_time": "20:00", "slots": 1, "options": options}
    return Call(body=body)


ONLY_ORGANISERS = {"anonymous": 401, "new": 403, "member": 403, "connector": 403, "organiser": 201, "supervisor": 403}


def _handles(status: int) -> dict[str, int]:
    """Organisers, connectors and panellists deal with printed slips."""
    refused = {"anonymous": 401, "new": 403, "member": 403, "supervisor": 403}
    return refused | dict.fromkeys(("organiser", "connector", "panellist"), status)


PRINTED = "/api/v1/ballots/<uuid:ballot_id>/printed-slips"
ROWS = [
    Row("GET", "/api/v1/ballots", roles=ANYONE, make=lambda world: (_ballot(world), Call())[1]),
    Row("POST", "/api/v1/ballots", roles=ONLY_ORGANISERS, make=_opening, once=True),
    Row("GET", "/api/v1/ballots/<uuid:ballot_id>", roles=ANYONE, make=lambda world: _on(_ballot(world)), foreign=True),
    Row(
        "POST",
        "/api/v1/ballots/<uuid:ballot_id>/slips",
        roles={"anonymous": 401, "new": 403, "member": 201, "organiser": 201, "supervisor": 201},
        make=_cast,
        foreign=True,
    ),
    Row(
        "GET",
        "/api/v1/ballots/<uuid:ballot_id>/slips.pb",
        roles=ANYONE,
        make=lambda world: _on(_settled(world, voters=20)),
        foreign=True,
    ),
    Row(
        "GET",
        "/api/v1/ballots/<uuid:ballot_id>/outcome",
        roles=ANYONE,
        make=lambda world: _on(_settled(world, voters=8)),
        foreign=True,
    ),
    Row(
        "POST",
        "/api/v1/ballots/<uuid:ballot_id>/publication",
        roles=ONLY_ORGANISERS | {"panellist": 201},
        make=lambda world: _on(_waiting(world), {"reason": "We talked at the tea trolley.", "chosen": []}),
        once=True,
        foreign=True,
    ),
    Row("GET", PRINTED, roles=_handles(200), make=lambda world: _on(_printed(world)[0]), foreign=True),
    Row(
        "POST",
        PRINTED,
        roles=_handles(201),
        make=lambda world: _on(_ballot(world), {"count": 3}),
        once=True,
        foreign=True,
    ),
    Row("PUT", f"{PRINTED}/<str:number>/reading", roles=_handles(200), make=_reading, foreign=True),
    Row(
        "POST",
        "/api/v1/ballots/<uuid:ballot_id>/handed-out",
        roles=_handles(201),
        make=_hand_out,
        once=True,
        foreign=True,
    ),
    Row(
        "POST",
        "/api/v1/ballots/<uuid:ballot_id>/handed-back",
        roles=_handles(200),
        make=_hand_back,
        once=True,
        foreign=True,
    ),
    Row("GET", "/api/v1/feasibility", roles=ANYONE, make=lambda world: (_ideas(world), Call())[1]),
    Row("GET", "/api/v1/ideas/<uuid:idea_id>/feasibility", roles=ANYONE, make=_one_idea, foreign=True),
    Row(
        "PUT",
        "/api/v1/ideas/<uuid:idea_id>/feasibility",
        roles=ONLY_ORGANISERS | {"organiser": 200},
        make=lambda world: _one_idea(world, {"verdict": "yes_if", "reason": "If the hall is free."}),
        foreign=True,
    ),
    Row("PUT", "/api/v1/ideas/<uuid:idea_id>/cost-asked", roles=ANYONE, make=_own_idea, foreign=True),
    # By the receipt alone: whoever shows it, signed in or not, is answered alike.
    Row("PUT", "/api/v1/slips/<str:receipt>", roles={"anonymous": 200, "member": 200}, make=_slip),
    Row("DELETE", "/api/v1/slips/<str:receipt>", roles={"anonymous": 204, "member": 204}, make=_slip),
]
