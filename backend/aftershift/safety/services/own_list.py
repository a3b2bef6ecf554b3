"""Making a list one's own: other words, own items, what does not apply."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from aftershift.activities.selectors import roles_for, visible_activities
from aftershift.core.errors import FieldProblem
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.safety import policies, templates, tiers
from aftershift.safety.errors import CannotLeaveOut, PlanMovedOn
from aftershift.safety.models import OwnList
from aftershift.safety.selectors.lists import answers_of
from aftershift.safety.selectors.versions import learnt_in
from aftershift.safety.templates import Item


@transaction.atomic
def change_list(
    *,
    member: Member,
    roles: Collection[str],
    activity_id: UUID,
    based_on: int,
    changed: Mapping[str, Mapping[str, str]],
    own: Sequence[Mapping[str, Any]],
    now: dt.datetime,
) -> OwnList:
    """The activity's own changes from now on, as a whole; a list that somebody has begun stays as it is (RULE-42).

    changed: {item id: {text?, left_out_because?}}; own: [{phase, text, is_mandatory}], numbered here in their order.
    based_on: the version that was read, 0 for none. Raises NotVisible, NotAllowed, PlanMovedOn, CannotLeaveOut, FieldProblem.
    """
    activity = one(visible_activities(member=member).select_for_update(of=("self",)), activity_id)
    here = roles_for(member=member, activity=activity, granted=roles)
    require(policies.MAY, "plan.change", here)
    learnt = learnt_in(organisation_id=activity.organisation_id)
    is_mountain_day = tiers.is_mountain_day(activity=activity, answers=answers_of(activity))
    name = templates.name_for(activity, is_mountain_day=is_mountain_day)
    items = {item.id: item for item in templates.items_of(name, learnt)[0]}
    for item_id, change in changed.items():
        if item_id not in items:
            raise FieldProblem({f"/changed/{item_id}": "This item is not on the list."})
        if change.get("left_out_because"):
            _refuse_to_leave_out(items[item_id], here)
    numbered = _numbered(own)
    kept = OwnList.objects.of(activity.organisation_id).filter(activity=activity).first()
    wanted = ({name: dict(change) for name, change in changed.items()}, numbered)
    if kept is not None and (kept.changed, kept.own) == wanted:
        return kept
    version = kept.version if kept else 0
    if based_on != version:
        raise PlanMovedOn(version=version)
    row, _ = OwnList.objects.of(activity.organisation_id).update_or_create(
        activity=activity,
        defaults={
            "organisation_id": activity.organisation_id,
            "changed": wanted[0],
            "own": wanted[1],
            "version": version + 1,
            "changed_by": member,
            "changed_at": now,
        },
    )
    return row


def _refuse_to_leave_out(item: Item, here: Collection[str]) -> None:
    """What every activity needs stays. What its kind needs goes by an organiser's word, what is recommended by a lead's."""
    if not templates.may_leave_out(item):
        raise CannotLeaveOut(item=item.id)
    if item.mandatory != "never":
        require(policies.MAY, "plan.leave_out", here)


def _numbered(own: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    counts = dict.fromkeys(templates.PHASES.values(), 0)
    numbered = []
    for item in own:
        counts[item["phase"]] += 1
        numbered.append({"id": templates.own_id(item["phase"], counts[item["phase"]]), **item})
    return numbered
