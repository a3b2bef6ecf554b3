"""Telling of a certificate, an organiser seeing it, and what a mountain day needs."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities.events import OccurrencePublishing, OccurrenceStarting
from aftershift.activities.models import Occurrence
from aftershift.activities.selectors import visible_activities
from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading import policies
from aftershift.leading.errors import EvidenceNeeded
from aftershift.leading.models import Certificate, GuideEvidence
from aftershift.leading.mountain_days import is_mountain_day
from aftershift.leading.selectors import certificates as reads
from aftershift.people.models import Member


@transaction.atomic
def tell_certificate(*, member: Member, what: str, last_date: dt.date | None, now: dt.datetime) -> Certificate:
    """What I hold, until when. Another end is another certificate: it has to be seen again. The same again is once.

    Raises FieldProblem for one that is over.
    """
    if last_date is not None and last_date < member.organisation.local(now).date():
        raise FieldProblem({"/last_date": "This one is over. Tell us of the new one."})
    Member.objects.of(member.organisation_id).select_for_update(of=("self",), no_key=True).get(pk=member.pk)
    held = Certificate.objects.of(member.organisation_id).filter(member=member, what=what).first()
    if held is not None and held.last_date == last_date:
        return held
    row, _ = Certificate.objects.of(member.organisation_id).update_or_create(
        member=member,
        what=what,
        defaults={
            "organisation_id": member.organisation_id,
            "last_date": last_date,
            "told_at": now,
            "seen_by": None,
            "seen_date": None,
        },
    )
    return row


@transaction.atomic
def forget_certificate(*, member: Member, certificate_id: UUID, now: dt.datetime) -> None:
    """Mine to take away. Raises NotVisible."""
    one(Certificate.objects.of(member.organisation_id).filter(member=member), certificate_id).delete()


@transaction.atomic
def see_certificate(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], certificate_id: UUID, now: dt.datetime
) -> Certificate:
    """An organiser had it in their hands. Nobody sees their own. Seeing it twice is once.

    Raises NotAllowed, NotVisible for one that is not waiting to be seen.
    """
    require(policies.MAY, "certificate.see", roles)
    rows = Certificate.objects.of(member.organisation_id).exclude(member=member)
    row = one(rows.select_for_update(of=("self",)), certificate_id)
    if row.seen_by_id == member.pk:
        return row
    if "supervisor" in all_roles or row.seen_date is not None:
        raise NotVisible
    row.seen_by, row.seen_date = member, member.organisation.local(now).date()
    row.save(update_fields=["seen_by", "seen_date"])
    return row


@transaction.atomic
def see_guide_evidence(
    *,
    member: Member,
    roles: Collection[str],
    activity_id: UUID,
    guide: str,
    what: str,
    last_date: dt.date | None,
    now: dt.datetime,
) -> GuideEvidence:
    """An organiser saw the qualification of the hired guide. The latest look stands. Raises NotAllowed, NotVisible,
    FieldProblem for what is no mountain qualification, or is over."""
    activity = one(visible_activities(member=member).select_for_update(of=("self",)), activity_id)
    require(policies.MAY, "certificate.see", roles)
    if what not in reads.MOUNTAIN:
        raise FieldProblem({"/what": "Only a mountain qualification opens a mountain day."})
    if last_date is not None and last_date < member.organisation.local(now).date():
        raise FieldProblem({"/last_date": "This one is over. Ask to see the new one."})
    row, _ = GuideEvidence.objects.of(member.organisation_id).update_or_create(
        activity=activity,
        defaults={
            "organisation_id": member.organisation_id,
            "guide": guide,
            "what": what,
            "last_date": last_date,
            "seen_by": member,
            "seen_date": member.organisation.local(now).date(),
        },
    )
    return row


@transaction.atomic
def check_mountain_day(event: OccurrencePublishing | OccurrenceStarting) -> None:
    """A mountain day opens, and sets off, only with somebody qualified on that day; asked again at the start, since a
    certificate may be over by then, or its holder lead no more (DOMAIN 4.5). Raises EvidenceNeeded."""
    rows = Occurrence.objects.of(event.organisation_id).select_related("activity")
    occurrence = one(rows, event.occurrence_id)
    if not occurrence.activity.is_programme or not is_mountain_day(occurrence.activity):
        return
    if not reads.has_mountain_evidence(occurrence=occurrence):
        raise EvidenceNeeded
