"""Children come only with an adult of their own party (DOMAIN 4.7), also when it is said later that who brings them is under 18."""

from django.db import transaction
from django.db.models import QuerySet
from django_scopes import scope

from aftershift.activities.models import Occurrence, Party, SignUp
from aftershift.activities.services.places import OVER
from aftershift.people.events import AgeCorrected
from aftershift.people.models import Member


@transaction.atomic(savepoint=False)
def let_an_adult_come(*, sign_ups: QuerySet[SignUp]) -> None:
    """One of the guests has to be an adult then. The party stays as large: nobody loses a place. The caller holds the locks."""
    for row in sign_ups.filter(adults=0):
        if row.guests.children:
            row.guests = row.guests.with_guests(row.guests.guests, needs_adult=True)
            row.save(update_fields=Party._fields)


@transaction.atomic
def follow_age(event: AgeCorrected) -> None:
    """Whoever said that they are under 18 after all; also what they gave back may come back."""
    with scope(organisation=event.organisation_id):
        member = Member.objects.of(event.organisation_id).get(pk=event.member_id)
        if not member.is_under_18:
            return
        theirs = SignUp.objects.of(event.organisation_id).filter(member=member)
        dates = Occurrence.objects.of(event.organisation_id).filter(pk__in=theirs.filter(adults=0).values("occurrence"))
        for date in dates.exclude(state__in=OVER).select_for_update(of=("self",)).order_by("pk"):
            let_an_adult_come(sign_ups=theirs.filter(occurrence=date))
