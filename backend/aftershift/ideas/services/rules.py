""" "A rule is in our way": somebody says which, an organiser finds out by a date and says so in public."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas import selectors
from aftershift.ideas.models import RuleInOurWay, RuleReply
from aftershift.ideas.owners import ANSWER_WITHIN, least_busy_organiser
from aftershift.ideas.policies import MAY
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of


@transaction.atomic
def raise_rule_of_idea(*, member: Member, idea_id: UUID, text: str, now: dt.datetime) -> RuleInOurWay:
    """Say which rule keeps an idea from happening. Raises NotVisible, NotAllowed."""
    idea = one(selectors.visible_ideas(member=member), idea_id)
    return raise_rule(member=member, about=RuleInOurWay.About.IDEA, about_id=idea.pk, text=text, now=now)


@transaction.atomic
def raise_rule(*, member: Member, about: str, about_id: UUID, text: str, now: dt.datetime) -> RuleInOurWay:
    """about, about_id: of something that the caller has found to be visible to the member. Raises NotAllowed."""
    require(MAY, "rule.raise", roles_of(member))
    today = member.organisation.local(now).date()
    rule = RuleInOurWay(
        organisation_id=member.organisation_id,
        about=about,
        about_id=about_id,
        text=text,
        language=member.language,
        raised_by=member,
        raised_date=today,
        due_date=today + ANSWER_WITHIN,
        owner_id=least_busy_organiser(member.organisation_id),
    )
    rule.save()
    return rule


@transaction.atomic
def reply_to_rule(*, member: Member, rule_id: UUID, state: str, text: str, now: dt.datetime) -> RuleReply:
    """Say in public what became of the rule. A later reply is shown, the earlier one is kept.

    Raises NotVisible, NotAllowed.
    """
    require(MAY, "rule.reply", roles_of(member))
    rule = one(selectors.visible_rules(member=member).select_for_update(of=("self",)), rule_id)
    reply = RuleReply(
        organisation_id=member.organisation_id,
        rule=rule,
        state=state,
        text=text,
        replied_by=member,
        replied_date=member.organisation.local(now).date(),
    )
    reply.save()
    rule.state = state
    rule.save(update_fields=["state"])
    return reply
