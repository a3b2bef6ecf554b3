"""Report, hide in public, object, show again. Nobody reads who reported or who objected, the organiser neither."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas import selectors
from aftershift.ideas.errors import IdeaHidden, IdeaNotHidden, OwnIdea, OwnIdeaUnsigned
from aftershift.ideas.models import Idea, Objection, Report, Verdict
from aftershift.ideas.policies import MAY
from aftershift.people.models import Member
from aftershift.people.selectors import other_organisers, roles_of


@transaction.atomic
def report(*, member: Member, idea_id: UUID, reason: str, now: dt.datetime) -> Report:
    """Ask an organiser to look at an idea. A second report by the same member, until somebody looked, is the first one.

    Raises NotVisible, NotAllowed, IdeaHidden.
    """
    require(MAY, "idea.report", roles_of(member))
    idea = _locked(member, idea_id)
    if idea.hidden_reason:
        raise IdeaHidden
    made, _ = Report.objects.of(member.organisation_id).get_or_create(
        organisation_id=member.organisation_id,
        idea=idea,
        member=member,
        is_open=True,
        defaults={"reason": reason, "reported_date": member.organisation.local(now).date()},
    )
    return made


@transaction.atomic
def object_to_hiding(*, member: Member, idea_id: UUID, text: str, now: dt.datetime) -> Objection:
    """Say why a hidden idea should be shown. Raises NotVisible, NotAllowed, IdeaNotHidden."""
    require(MAY, "idea.object", roles_of(member))
    idea = _locked(member, idea_id)
    if not idea.hidden_reason:
        raise IdeaNotHidden
    made = Objection(
        organisation_id=member.organisation_id,
        idea=idea,
        member=member,
        text=text,
        objected_date=member.organisation.local(now).date(),
    )
    made.save()
    return made


@transaction.atomic
def judge(*, member: Member, idea_id: UUID, what: str, reason: str, now: dt.datetime) -> Verdict:
    """Hide an idea, keep it as it is (shown or hidden), or show it again, with a reason that can be read.

    It answers every open report and objection. Nobody judges their own idea while another organiser can. The only
    organiser may, of an idea under their name, and the verdict says so in public.

    Raises NotVisible, NotAllowed, OwnIdea, OwnIdeaUnsigned; IdeaHidden (to be hidden once more), IdeaNotHidden (to be
    shown again).
    """
    require(MAY, "idea.hide", roles_of(member))
    idea = _locked(member, idea_id)
    is_own = idea.author_id == member.pk
    if is_own:
        _refuse_unless_alone(member, idea)
    if what == Verdict.What.HIDDEN and idea.hidden_reason:
        raise IdeaHidden
    if what == Verdict.What.SHOWN_AGAIN and not idea.hidden_reason:
        raise IdeaNotHidden
    if what != Verdict.What.KEPT:
        idea.hidden_reason = reason if what == Verdict.What.HIDDEN else ""
        idea.save(update_fields=["hidden_reason"])
    given = Verdict(
        organisation_id=member.organisation_id,
        idea=idea,
        what=what,
        reason=reason,
        given_by=member,
        given_date=member.organisation.local(now).date(),
        is_own=is_own,
    )
    given.save()
    for waiting in (Report, Objection):
        waiting.objects.of(member.organisation_id).filter(idea=idea, is_open=True).update(is_open=False)
    return given


def _refuse_unless_alone(member: Member, idea: Idea) -> None:
    others = list(other_organisers(member=member).values_list("called_name", flat=True))
    if others:
        raise OwnIdea(who=others, next=f"Somebody else looks at it: {' or '.join(others)}.")
    if idea.shown_as != Idea.ShownAs.NAMED:
        raise OwnIdeaUnsigned


def _locked(member: Member, idea_id: UUID) -> Idea:
    return one(selectors.visible_ideas(member=member).select_for_update(of=("self",), no_key=True), idea_id)
