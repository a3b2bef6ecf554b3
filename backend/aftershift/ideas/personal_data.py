"""What ideas hold about a member, and what goes when the member is forgotten."""

import datetime as dt
from typing import Any

from aftershift.ideas.models import Answer, Idea, Interest
from aftershift.people.models import Member
from aftershift.people.registry import register_personal_data


def export(member: Member) -> dict[str, Any]:
    ideas = Idea.objects.of(member.organisation_id).filter(author=member).order_by("pk")
    interests = Interest.objects.of(member.organisation_id).filter(member=member).select_related("idea").order_by("pk")
    answers = Answer.objects.of(member.organisation_id).filter(answered_by=member).select_related("idea").order_by("pk")
    return {
        "ideas": [
            {
                "text": i.text,
                "earlier_texts": [e.text for e in i.earlier_texts.all()],
                "shown_as": i.shown_as,
                "proposed_date": i.proposed_date.isoformat(),
                "status": i.status,
            }
            for i in ideas.prefetch_related("earlier_texts")
        ],
        "would_come_to": [{"idea": i.idea.text, "said_date": i.said_date.isoformat()} for i in interests],
        "answers_given": [{"idea": a.idea.text, "text": a.text, "date": a.answered_date.isoformat()} for a in answers],
    }


def erase(member: Member, now: dt.datetime) -> None:
    """The idea stays, for those who would come; nothing says any more who had it."""
    Interest.objects.of(member.organisation_id).filter(member=member).delete()
    mine = Idea.objects.of(member.organisation_id)
    mine.filter(author=member).update(author=None, team=None, shown_as=Idea.ShownAs.ANONYMOUS)
    mine.filter(owner=member).update(owner=None)
    Answer.objects.of(member.organisation_id).filter(answered_by=member).update(answered_by=None)


def register() -> None:
    register_personal_data("ideas", models=[Idea, Interest, Answer], export=export, erase=erase)
