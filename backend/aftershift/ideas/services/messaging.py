"""Which authors are told what. They read it at a set time: nothing about an idea is urgent."""

import datetime as dt

from django.db import transaction

from aftershift.ideas.events import IdeaAnswered
from aftershift.ideas.messages import IDEA
from aftershift.ideas.models import Answer, Idea, Merge
from aftershift.notifications.models import Message
from aftershift.notifications.services.sending import send


@transaction.atomic(savepoint=False)
def tell_author(event: IdeaAnswered) -> None:
    """Whoever answers their own idea knows (RULE-55)."""
    idea = Idea.objects.of(event.organisation_id).get(pk=event.idea_id)
    answers = Answer.objects.of(event.organisation_id).filter(idea=idea).order_by("-pk")
    by = answers.values_list("answered_by_id", flat=True).first()
    send(
        organisation_id=event.organisation_id,
        members=[idea.author_id] if idea.author_id not in (None, by) else [],
        kind=IDEA,
        about=idea.pk,
        key=f"answered:{idea.pk}:{event.at.isoformat()}",
        speed=Message.Speed.SET_TIME,
        now=event.at,
    )


@transaction.atomic(savepoint=False)
def ask_authors(*, merge: Merge, now: dt.datetime) -> None:
    authors = {merge.ends.author_id, merge.goes_on.author_id} - {None, merge.suggested_by_id}
    send(
        organisation_id=merge.organisation_id,
        members=[author for author in authors if author is not None],
        kind=IDEA,
        about=merge.pk,
        key=f"merge:{merge.pk}",
        speed=Message.Speed.SET_TIME,
        now=now,
    )
