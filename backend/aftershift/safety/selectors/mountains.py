"""How many people a mountain day may have: ten for each qualified leader, or what that leader set (DOMAIN 4.5)."""

from dataclasses import dataclass
from uuid import UUID

from aftershift.activities.models import Occurrence
from aftershift.leading.selectors.certificates import qualified_on
from aftershift.people.models import RoleGrant
from aftershift.safety.models import Checklist
from aftershift.safety.selectors.lists import current_ticks

FOR_EACH_LEADER = 10
GROUP_SIZE = "HM-B2"


@dataclass(frozen=True, slots=True)
class Group:
    """most: people, guests counted, leaders not. is_set: the number of whoever may set it, not ten for each."""

    most: int
    qualified: int
    is_set: bool


def most_in_the_hills(*, occurrence: Occurrence) -> Group:
    """Five statements. A smaller number counts whoever wrote it; a larger one only from somebody qualified who leads this
    date, or from an organiser, who has it from the hired guide."""
    qualified = qualified_on(occurrence=occurrence)
    usual = FOR_EACH_LEADER * qualified.count
    checklist = Checklist.objects.of(occurrence.organisation_id).filter(occurrence=occurrence).first()
    tick = current_ticks(checklist).get(GROUP_SIZE) if checklist is not None else None
    if tick is None or not tick.is_ticked or tick.number is None or qualified.count == 0:
        return Group(usual, qualified.count, is_set=False)
    if tick.number <= usual or tick.by_id in qualified.leaders or _organises(occurrence, tick.by_id):
        return Group(tick.number, qualified.count, is_set=True)
    return Group(usual, qualified.count, is_set=False)


def _organises(occurrence: Occurrence, member_id: UUID | None) -> bool:
    grants = RoleGrant.objects.of(occurrence.organisation_id)
    return grants.filter(member=member_id, role=RoleGrant.Role.ORGANISER).exists()
