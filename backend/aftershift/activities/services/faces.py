"""Three faces after a date, only from those who were there; kept as counts."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Value, When

from aftershift.activities import selectors
from aftershift.activities.errors import FacesClosed, NotThere
from aftershift.activities.models import Face, FaceCount, Occurrence, RegisterLine
from aftershift.activities.over import FACES_WITHIN
from aftershift.people.models import Member


@transaction.atomic
def say_face(*, member: Member, occurrence_id: UUID, face: str, now: dt.datetime) -> Occurrence:
    """Count one face. Of the member only stays that they have answered, which makes a repeat count nothing.

    Raises NotVisible, NotThere for whoever was not checked in, FacesClosed before the end and three days after it.
    """
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    mine = occurrence.register.filter(member=member, state=RegisterLine.State.HERE).first()
    if mine is None:
        raise NotThere
    if not occurrence.ends_at <= now < occurrence.ends_at + FACES_WITHIN:
        raise FacesClosed
    if mine.has_answered:
        return occurrence
    mine.has_answered = True
    mine.save(update_fields=["has_answered"])
    FaceCount.objects.bulk_create(
        [FaceCount(organisation_id=occurrence.organisation_id, occurrence=occurrence, face=one) for one in Face],
        ignore_conflicts=True,
    )
    one_more = Case(When(face=face, then=Value(1)), default=Value(0))
    FaceCount.objects.of(occurrence.organisation_id).filter(occurrence=occurrence).update(said=F("said") + one_more)
    return occurrence
