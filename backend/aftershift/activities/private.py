""" "Just us": some colleagues by themselves, without lists, and without the cover of the programme. Not listed anywhere.

To everybody else it is not there, organisers and supervisors included: nobody looks in on a private meeting.
"""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from aftershift.activities.models import Activity, Invitation, Occurrence, SignUp
from aftershift.people.models import Member

# Enough for a table, and few enough that everybody knows everybody.
FEWEST_PLACES = 2
MOST_PLACES = 12
SHORTEST_MINUTES = 15
LONGEST_MINUTES = 12 * 60
LOOKS_AHEAD = dt.timedelta(weeks=8)
# Against filling colleagues' phones with invitations: so many to come at once, and so many made in a week, whatever became of them.
MOST_TO_COME = 3
MOST_MADE = 10
MADE_WITHIN = dt.timedelta(days=7)
# An invitation that was said no to or taken back shows nothing any more.
SHOWS = (Invitation.State.OPEN, Invitation.State.ACCEPTED, Invitation.State.LAPSED)


def known_to(member: Member, way: str = "") -> Q:
    """What a member may know of. way: from the row to its activity, such as "activity__"."""
    activity = OuterRef(f"{way}pk")
    mine = SignUp.objects.of(member.organisation_id).filter(occurrence__activity=activity, member=member.pk)
    asked = Invitation.objects.of(member.organisation_id).filter(
        Q(to=member.pk) | Q(accepted_by=member.pk), occurrence__activity=activity, state__in=SHOWS
    )
    runs = Q(**{f"{way}lead": member.pk}) | Q(**{f"{way}second": member.pk}) | Q(**{f"{way}made_by": member.pk})
    return Q(**{f"{way}is_programme": True}) | runs | Q(Exists(mine)) | Q(Exists(asked))


def made_by(*, member: Member) -> QuerySet[Activity]:
    return Activity.objects.of(member.organisation_id).filter(made_by=member, is_programme=False)


def to_come(*, member: Member, now: dt.datetime) -> QuerySet[Occurrence]:
    """What the member planned and has not ended, called-off dates left out."""
    rows = Occurrence.objects.of(member.organisation_id).filter(activity__in=made_by(member=member), ends_at__gt=now)
    return rows.exclude(state=Occurrence.State.CANCELLED)
