"""Where an activity came from: the one place where activities ask `ballots` and `ideas`."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from aftershift.activities.models import Activity
from aftershift.ballots.selectors import ChosenOption
from aftershift.ballots.selectors import chosen_option as of_a_settled_ballot
from aftershift.ideas.models import Idea
from aftershift.ideas.selectors import visible_ideas
from aftershift.ideas.services import move_on
from aftershift.people.models import Member


def chosen_option(*, member: Member, option_id: UUID) -> ChosenOption:
    """The option of a settled ballot of this organisation. NotVisible when it was not chosen."""
    return of_a_settled_ballot(member=member, option_id=option_id)


def idea_text(*, member: Member, idea_id: UUID) -> str | None:
    """The words of the idea, or None when it has been taken away or hidden."""
    return visible_ideas(member=member).filter(pk=idea_id, hidden_reason="").values_list("text", flat=True).first()


@dataclass(frozen=True)
class Proposer:
    """Whose idea it was, as they wanted to be named under it."""

    shown_as: str
    name: str | None
    is_me: bool


def proposer(*, member: Member, all_roles: Collection[str], idea_id: UUID) -> Proposer | None:
    """None when the idea has been taken away or hidden. A supervisor is told no name, in any other role they hold."""
    rows = visible_ideas(member=member).filter(hidden_reason="").exclude(status=Idea.Status.WITHDRAWN)
    idea = rows.select_related("author", "team").filter(pk=idea_id).first()
    if idea is None:
        return None
    is_me = idea.author_id is not None and idea.author_id == member.pk
    name: str | None = None
    if idea.shown_as == Idea.ShownAs.NAMED and idea.author is not None and (is_me or "supervisor" not in all_roles):
        name = idea.author.called_name
    elif idea.shown_as == Idea.ShownAs.TEAM and idea.team is not None:
        name = idea.team.name
    return Proposer(idea.shown_as, name, is_me)


def say_planned(*, activity: Activity, today: dt.date) -> None:
    _say(activity, Idea.Status.PLANNED, today)


def say_done(*, activity: Activity, today: dt.date) -> None:
    _say(activity, Idea.Status.DONE, today)


def _say(activity: Activity, status: Idea.Status, today: dt.date) -> None:
    """Tell the idea how far its chain has come, where there is one."""
    if activity.idea_id is not None:
        move_on(organisation_id=activity.organisation_id, idea_ids=[activity.idea_id], status=status, today=today)
