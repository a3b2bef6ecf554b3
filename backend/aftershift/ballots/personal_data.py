"""What ballots hold about a member: that a paper was theirs, whether and how it was used, how many slips they typed in,
which ideas they checked, and what money they asked for.

Never what was ticked.
"""

import datetime as dt
from typing import Any

from django.db.models import Q

from aftershift.ballots.models import Ballot, CostAsked, Feasibility, Paper, Reading
from aftershift.people.models import Member
from aftershift.people.registry import register_personal_data


def export(member: Member) -> dict[str, Any]:
    papers = Paper.objects.of(member.organisation_id).filter(member=member).select_related("ballot").order_by("pk")
    checks = Feasibility.objects.of(member.organisation_id).filter(checked_by=member).order_by("pk")
    asked = CostAsked.objects.of(member.organisation_id).filter(idea__author=member).order_by("pk")
    return {
        "papers": [
            {"ballot": paper.ballot.title, "is_used": paper.is_used, "is_printed": paper.is_printed} for paper in papers
        ],
        "printed_slips_typed_in": Reading.objects.of(member.organisation_id).filter(reader=member).count(),
        "ideas_checked": [{"verdict": row.verdict, "date": row.checked_date.isoformat()} for row in checks],
        "money_asked_for": [{"pounds": str(row.pounds), "what_for": row.what_for} for row in asked],
    }


def erase(member: Member, now: dt.datetime) -> None:
    """A used paper stays, without the member: the number of papers must go on matching the number of slips."""
    _lock_ballots_of(member)
    papers = Paper.objects.of(member.organisation_id).filter(member=member)
    papers.filter(is_used=False).delete()
    papers.update(member=None)
    Reading.objects.of(member.organisation_id).filter(reader=member).update(reader=None)
    Feasibility.objects.of(member.organisation_id).filter(checked_by=member).update(checked_by=None)
    Ballot.objects.of(member.organisation_id).filter(opened_by=member).update(opened_by=None)


def _lock_ballots_of(member: Member) -> None:
    """In the order of their keys, and before the rows in them: shuffling takes the ballot, then its papers out and back."""
    ballots = Ballot.objects.of(member.organisation_id)
    whose = Q(papers__member=member) | Q(printed_slips__readings__reader=member) | Q(opened_by=member)
    keys = ballots.filter(whose).values_list("pk", flat=True)
    list(ballots.filter(pk__in=list(keys)).order_by("pk").select_for_update(of=("self",), no_key=True))


def register() -> None:
    register_personal_data("ballots", models=[Ballot, Feasibility, Paper, Reading], export=export, erase=erase)
