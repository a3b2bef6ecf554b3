"""Shows of hands, as somebody counted them in a room."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from aftershift.core.errors import FieldProblem, NotAllowed
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas import selectors
from aftershift.ideas.models import Idea, Tally, TallyChoice
from aftershift.ideas.policies import MAY
from aftershift.organisations.models import Site
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of


@transaction.atomic
def enter_tally(
    *,
    member: Member,
    question: str,
    date: dt.date,
    site: UUID | None,
    in_the_room: int,
    choices: Sequence[Mapping[str, Any]],
    now: dt.datetime,
) -> Tally:
    """Keep what hands said. It counts for no ballot and adds no interest.

    choices: each an idea or a text, with its hands. Raises NotAllowed, FieldProblem.
    """
    require(MAY, "tally.enter", roles_of(member))
    found = selectors.visible_ideas(member=member).filter(hidden_reason="").in_bulk([c["idea"] for c in choices])
    _check(member, date, site, in_the_room, choices, found, member.organisation.local(now).date())
    tally = Tally(
        organisation_id=member.organisation_id,
        question=question,
        language=member.language,
        held_date=date,
        site_id=site,
        in_the_room=in_the_room,
        entered_by=member,
    )
    tally.save()
    TallyChoice.objects.bulk_create(
        TallyChoice(
            organisation_id=member.organisation_id,
            tally=tally,
            place=place,
            idea=found.get(choice["idea"]),
            text=found[choice["idea"]].text if choice["idea"] else choice["text"],
            hands=choice["hands"],
        )
        for place, choice in enumerate(choices)
    )
    return tally


@transaction.atomic
def delete_tally(*, member: Member, tally_id: UUID) -> None:
    """Whoever entered it, or an organiser, takes back what was typed wrong. Raises NotVisible, NotAllowed."""
    tally = one(selectors.visible_tallies(member=member).select_for_update(of=("self",)), tally_id)
    if not selectors.may_delete_tally(tally, member=member, roles=roles_of(member)):
        raise NotAllowed
    tally.delete()


def _check(
    member: Member,
    date: dt.date,
    site: UUID | None,
    in_the_room: int,
    choices: Sequence[Mapping[str, Any]],
    found: Mapping[UUID, Idea],
    today: dt.date,
) -> None:
    problems: dict[str, str] = {}
    if date > today:
        problems["/date"] = "This day is still to come."
    if site and not Site.objects.of(member.organisation_id).filter(pk=site).exists():
        problems["/site"] = "This site is not here."
    for place, choice in enumerate(choices):
        if bool(choice["idea"]) == bool(choice["text"]):
            problems[f"/choices/{place}"] = "Choose an idea, or write a line."
        elif choice["idea"] and choice["idea"] not in found:
            problems[f"/choices/{place}/idea"] = "This idea is not here."
        if choice["hands"] > in_the_room:
            problems[f"/choices/{place}/hands"] = "More hands than people in the room. Correct one of them."
    if problems:
        raise FieldProblem(problems)
