""" "My shift changed, I can't come": one tap, no reason, no penalty (DOMAIN 2.3)."""

import datetime as dt

import pytest

from aftershift.activities.models import SignUp
from aftershift.activities.services import joining
from aftershift.activities.services.changed_shift import leave_for_changed_shift
from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.shifts import selectors, services
from aftershift.shifts.models import DayChange
from tests.factories import MONDAY_9AM, MemberFactory, colleagues
from tests.rules.activities.world import OccurrenceFactory

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
LATE = (dt.time(13, 30), dt.time(21, 30))


def join(member, walk, at=MONDAY_9AM):
    return joining.join(member=member, occurrence_id=walk.pk, now=at)


def changed(member, walk, shifts, at=MONDAY_9AM + MINUTE):
    return leave_for_changed_shift(member=member, occurrence_id=walk.pk, shifts=shifts, now=at)


def statuses(walk):
    return dict(SignUp.objects.filter(occurrence=walk).values_list("member__called_name", "status"))


def told(member):
    return dict(DayChange.objects.of(member.organisation_id).filter(member=member).values_list("date", "token"))


def test_the_place_goes_to_the_next_and_the_new_shift_is_told():
    walk = OccurrenceFactory(places=1)
    ama, ben = colleagues(walk.organisation, 2)
    date = ama.organisation.local(walk.starts_at).date()
    services.set_pattern(member=ama, days=["07:00-15:00"], anchor_date=date, now=MONDAY_9AM)
    join(ama, walk)
    join(ben, walk)
    changed(ama, walk, [LATE])
    assert statuses(walk) == {ama.called_name: "left", ben.called_name: "placed"}
    assert told(ama) == {date: "13:30-21:30"}
    (fit,) = selectors.fits(member=ama, stretches=[(walk.starts_at, walk.starts_at + MINUTE, True)])
    assert (fit.fits, fit.why_not) == (False, "at_work")


def test_who_does_not_say_the_new_times_only_gives_the_place_back():
    """Nothing is guessed about a shift that is not told."""
    walk = OccurrenceFactory(places=1)
    (ama,) = colleagues(walk.organisation, 1)
    join(ama, walk)
    changed(ama, walk, None)
    assert statuses(walk) == {ama.called_name: "left"}
    assert told(ama) == {}


def test_saying_it_twice_changes_nothing_and_joining_again_is_no_worse_than_before():
    walk = OccurrenceFactory(places=2)
    (ama,) = colleagues(walk.organisation, 1)
    join(ama, walk)
    changed(ama, walk, [LATE])
    changed(ama, walk, [LATE])
    assert len(told(ama)) == 1
    assert join(ama, walk, MONDAY_9AM + 2 * MINUTE).status == "placed"


def test_times_that_cannot_be_worked_change_nothing():
    walk = OccurrenceFactory(places=1)
    (ama,) = colleagues(walk.organisation, 1)
    join(ama, walk)
    with pytest.raises(FieldProblem):
        changed(ama, walk, [LATE, (dt.time(20), dt.time(22))])
    assert statuses(walk) == {ama.called_name: "placed"}
    assert told(ama) == {}


def test_another_hospital_has_no_such_date():
    walk = OccurrenceFactory(places=1)
    with pytest.raises(NotVisible):
        changed(MemberFactory(), walk, [LATE])
