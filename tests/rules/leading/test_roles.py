"""Lead and second: taken or accepted by the person, two different adults, given back in one tap."""

import pytest

from aftershift.activities.errors import TwoSleepsFirst
from aftershift.activities.models import Activity, Occurrence
from aftershift.core.errors import NotAllowed, NotVisible
from aftershift.leading import services
from aftershift.leading.errors import HasOtherRole, NotConfirmedYet, OfferAnswered, RoleTaken, TooYoungToLead
from aftershift.leading.models import RoleOffer
from aftershift.people.selectors import all_roles_of
from aftershift.shifts.services import set_pattern
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
LEAD, SECOND = RoleOffer.Role.LEAD, RoleOffer.Role.SECOND
MEMBER = frozenset({"member", "confirmed"})
ORGANISER = MEMBER | {"organiser"}


def take(member, activity, role=LEAD):
    return services.take_role(member=member, roles=MEMBER, activity_id=activity.pk, role=role, now=MONDAY_9AM)


def ask(organiser, activity, to, role=LEAD, roles=ORGANISER):
    return services.offer_role(
        member=organiser, roles=roles, activity_id=activity.pk, role=role, to_id=to.pk, now=MONDAY_9AM
    )


def leaders(activity):
    fresh = Activity.objects.get(pk=activity.pk)
    return fresh.lead, fresh.second


def test_a_member_takes_the_lead_of_what_nobody_leads():
    walk = ActivityFactory()
    (rosa,) = colleagues(walk.organisation, 1)
    take(rosa, walk)
    take(rosa, walk)
    assert leaders(walk) == (rosa, None)


def test_one_person_is_not_lead_and_second():
    walk = ActivityFactory()
    (rosa,) = colleagues(walk.organisation, 1)
    take(rosa, walk)
    with pytest.raises(HasOtherRole):
        take(rosa, walk, SECOND)
    assert leaders(walk) == (rosa, None)


def test_nobody_takes_a_role_from_somebody_else():
    walk = ActivityFactory()
    rosa, bashir = colleagues(walk.organisation, 2)
    take(rosa, walk)
    with pytest.raises(RoleTaken):
        take(bashir, walk)
    assert leaders(walk) == (rosa, None)


def test_people_under_18_do_not_lead():
    walk = ActivityFactory()
    (organiser,) = colleagues(walk.organisation, 1)
    young = MemberFactory(organisation=walk.organisation, is_under_18=True)
    with pytest.raises(TooYoungToLead):
        take(young, walk)
    with pytest.raises(TooYoungToLead):
        ask(organiser, walk, young)
    assert leaders(walk) == (None, None)


def test_somebody_still_new_does_not_lead():
    walk = ActivityFactory()
    new = MemberFactory(organisation=walk.organisation, confirmed=False)
    with pytest.raises(NotConfirmedYet):
        take(new, walk)
    assert leaders(walk) == (None, None)


def test_being_asked_changes_nothing_until_the_person_accepts():
    """RULE-43."""
    walk = ActivityFactory()
    organiser, rosa, bashir = colleagues(walk.organisation, 3)
    take(rosa, walk)
    offer = ask(organiser, walk, bashir)
    assert leaders(walk) == (rosa, None)
    services.accept(member=bashir, offer_id=offer.pk, now=MONDAY_9AM)
    services.accept(member=bashir, offer_id=offer.pk, now=MONDAY_9AM)
    assert leaders(walk) == (bashir, None)


def test_a_refusal_changes_nothing():
    """RULE-43."""
    walk = ActivityFactory()
    organiser, rosa, bashir = colleagues(walk.organisation, 3)
    take(rosa, walk)
    offer = ask(organiser, walk, bashir)
    services.refuse(member=bashir, offer_id=offer.pk, now=MONDAY_9AM)
    with pytest.raises(OfferAnswered):
        services.accept(member=bashir, offer_id=offer.pk, now=MONDAY_9AM)
    assert leaders(walk) == (rosa, None)


def test_only_one_person_is_asked_at_a_time():
    """RULE-43: one open offer."""
    walk = ActivityFactory()
    organiser, rosa, bashir = colleagues(walk.organisation, 3)
    first = ask(organiser, walk, rosa)
    assert ask(organiser, walk, rosa).pk == first.pk
    ask(organiser, walk, bashir)
    with pytest.raises(OfferAnswered):
        services.accept(member=rosa, offer_id=first.pk, now=MONDAY_9AM)
    assert leaders(walk) == (None, None)


def test_an_offer_is_answered_only_by_the_person_who_was_asked():
    walk = ActivityFactory()
    organiser, rosa, bashir = colleagues(walk.organisation, 3)
    offer = ask(organiser, walk, rosa)
    with pytest.raises(NotVisible):
        services.accept(member=bashir, offer_id=offer.pk, now=MONDAY_9AM)
    assert leaders(walk) == (None, None)


def test_leading_one_walk_gives_no_say_in_another():
    walk = ActivityFactory()
    other = ActivityFactory(organisation=walk.organisation, title="Friday walk")
    rosa, bashir = colleagues(walk.organisation, 2)
    take(rosa, walk)
    assert "lead" in all_roles_of(rosa)
    with pytest.raises(NotAllowed):
        ask(rosa, other, bashir, roles=all_roles_of(rosa))
    assert ask(rosa, walk, bashir, SECOND, roles=all_roles_of(rosa)).state == "open"


def test_stepping_back_is_one_tap_and_twice_is_once():
    walk = ActivityFactory()
    rosa, bashir = colleagues(walk.organisation, 2)
    take(rosa, walk)
    take(bashir, walk, SECOND)
    for _ in range(2):
        services.step_back(member=rosa, activity_id=walk.pk, role=LEAD, now=MONDAY_9AM)
    assert leaders(walk) == (None, bashir)
    assert "lead" not in all_roles_of(rosa)


def test_nobody_steps_back_for_somebody_else():
    walk = ActivityFactory()
    rosa, bashir = colleagues(walk.organisation, 2)
    take(rosa, walk)
    services.step_back(member=bashir, activity_id=walk.pk, role=LEAD, now=MONDAY_9AM)
    assert leaders(walk) == (rosa, None)


def test_people_of_another_organisation_cannot_be_asked():
    walk = ActivityFactory()
    (organiser,) = colleagues(walk.organisation, 1)
    stranger = MemberFactory(organisation=OrganisationFactory())
    with pytest.raises(NotVisible):
        ask(organiser, walk, stranger)


# -- DOMAIN 3.3, rule 7: something strenuous after nights ----------------------------------------------------------------


def hill_after_nights(organisation, rosa, **fields):
    """Saturday 10 January 2026 at 17:00; Rosa's night ends that morning."""
    set_pattern(member=rosa, days=["-"] * 4 + ["21:30-07:30", "-", "-"], anchor_date=MONDAY_9AM.date(), now=MONDAY_9AM)
    hill = ActivityFactory(organisation=organisation, **({"effort": "strenuous"} | fields))
    OccurrenceFactory(activity=hill, starts_at=MONDAY_9AM.replace(day=10, hour=17))
    return hill


@pytest.mark.parametrize("role", [LEAD, SECOND])
def test_nobody_leads_or_helps_lead_a_hill_before_two_sleeps(role):
    (rosa,) = colleagues(OrganisationFactory(), 1)
    hill = hill_after_nights(rosa.organisation, rosa)
    with pytest.raises(TwoSleepsFirst) as refused:
        take(rosa, hill, role)
    assert refused.value.facts["date"] == "2026-01-10"
    assert leaders(hill) == (None, None)


def test_a_date_that_is_called_off_or_not_strenuous_keeps_nobody_from_leading():
    (rosa,) = colleagues(OrganisationFactory(), 1)
    take(rosa, hill_after_nights(rosa.organisation, rosa, effort="moderate"))
    hill = hill_after_nights(rosa.organisation, rosa)
    Occurrence.objects.filter(activity=hill).update(state="cancelled")
    take(rosa, hill)
    assert leaders(hill) == (rosa, None)


def test_who_asks_learns_nothing_of_the_nights_and_who_is_asked_is_told_them():
    """RULE-28: asking goes through; saying yes is refused, and the question stays open for a no."""
    organiser, rosa, ben = colleagues(OrganisationFactory(), 3)
    hill = hill_after_nights(organiser.organisation, rosa)
    to_rosa, to_ben = ask(organiser, hill, rosa), ask(organiser, hill, ben, SECOND)
    assert to_rosa.state == to_ben.state == "open"
    with pytest.raises(TwoSleepsFirst):
        services.accept(member=rosa, offer_id=to_rosa.pk, now=MONDAY_9AM)
    services.accept(member=ben, offer_id=to_ben.pk, now=MONDAY_9AM)
    assert leaders(hill) == (None, ben)
    assert services.refuse(member=rosa, offer_id=to_rosa.pk, now=MONDAY_9AM).state == "refused"
