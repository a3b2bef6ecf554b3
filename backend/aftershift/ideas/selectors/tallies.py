"""Shows of hands, for every member, rounded: what somebody's hand said in a small room stays in the room (decision "Barriers are counts")."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from aftershift.core.selectors import one
from aftershift.core.small_numbers import rounded
from aftershift.ideas.models import Tally, TallyChoice
from aftershift.ideas.policies import MAY
from aftershift.ideas.selectors.cards import visible_ideas
from aftershift.people.models import Member


@dataclass(frozen=True)
class ChoiceShown:
    idea_id: UUID | None
    text: str
    hands: dict[str, int]


@dataclass(frozen=True)
class TallyShown:
    id: UUID
    question: str
    language: str
    date: dt.date
    site_name: str | None
    in_the_room: dict[str, int]
    choices: list[ChoiceShown]
    can_be_deleted: bool


def visible_tallies(*, member: Member) -> QuerySet[Tally]:
    return Tally.objects.of(member.organisation_id)


def tallies_for_cards(*, member: Member) -> QuerySet[Tally]:
    """Rows that `tallies` can show without a further statement; the newest first. Two statements for any number."""
    choices = TallyChoice.objects.of(member.organisation_id).select_related("idea").order_by("place")
    return (
        visible_tallies(member=member)
        .select_related("site")
        .prefetch_related(Prefetch("choices", queryset=choices, to_attr="choices_in_order"))
        .order_by("-pk")
    )


def tallies_of_idea(*, member: Member, idea_id: UUID) -> QuerySet[Tally]:
    """Where hands went up for this idea too. Raises NotVisible."""
    idea = one(visible_ideas(member=member), idea_id)
    with_it = TallyChoice.objects.of(member.organisation_id).filter(idea=idea)
    return tallies_for_cards(member=member).filter(pk__in=with_it.values("tally"))


def may_delete_tally(tally: Tally, *, member: Member, roles: Collection[str]) -> bool:
    return tally.entered_by_id == member.pk or "organiser" in MAY["tally.enter"].intersection(roles)


def tallies(rows: Iterable[Any], *, member: Member, roles: Collection[str]) -> list[TallyShown]:
    """roles: those that are awake."""
    return [
        TallyShown(
            id=row.pk,
            question=row.question,
            language=row.language,
            date=row.held_date,
            site_name=row.site.name if row.site else None,
            in_the_room=rounded(row.in_the_room),
            choices=[
                ChoiceShown(
                    choice.idea_id,
                    # Its copy is withheld with the idea.
                    "" if choice.idea and choice.idea.hidden_reason else choice.text,
                    rounded(choice.hands),
                )
                for choice in row.choices_in_order
            ],
            can_be_deleted=may_delete_tally(row, member=member, roles=roles),
        )
        for row in rows
    ]
