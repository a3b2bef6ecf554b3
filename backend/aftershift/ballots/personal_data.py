"""What ballots hold about a member: that a paper was theirs, whether and how it was used, and how many slips they typed in.

Never what was ticked.
"""

import datetime as dt
from typing import Any

from aftershift.ballots.models import Ballot, Paper, Reading
from aftershift.people.models import Member
from aftershift.people.registry import register_personal_data


def export(member: Member) -> dict[str, Any]:
    papers = Paper.objects.of(member.organisation_id).filter(member=member).select_related("ballot").order_by("pk")
    return {
        "papers": [
            {"ballot": paper.ballot.title, "is_used": paper.is_used, "is_printed": paper.is_printed} for paper in papers
        ],
        "printed_slips_typed_in": Reading.objects.of(member.organisation_id).filter(reader=member).count(),
    }


def erase(member: Member, now: dt.datetime) -> None:
    """A used paper stays, without the member: the number of papers must go on matching the number of slips."""
    papers = Paper.objects.of(member.organisation_id).filter(member=member)
    papers.filter(is_used=False).delete()
    papers.update(member=None)
    Reading.objects.of(member.organisation_id).filter(reader=member).update(reader=None)
    Ballot.objects.of(member.organisation_id).filter(opened_by=member).update(opened_by=None)


def register() -> None:
    register_personal_data("ballots", models=[Ballot, Paper, Reading], export=export, erase=erase)
