"""An organiser says whose bank holidays are no working days: what is due is counted by them."""

import datetime as dt

import pytest

from aftershift.organisations.models import Organisation
from aftershift.organisations.working_days import after_working_days
from tests.factories import MemberFactory, signed_in

pytestmark = pytest.mark.django_db
PATH = "/api/v1/organisation/nation"
BEFORE_SAINT_ANDREW = dt.date(2026, 11, 27)  # a Friday; Monday 30 November is a holiday in Scotland alone


@pytest.fixture
def esi():
    return MemberFactory(roles=("organiser",))


def due(organisation):
    organisation.refresh_from_db()
    return after_working_days(BEFORE_SAINT_ANDREW, 1, nation=organisation.nation)


def test_days_are_counted_by_the_bank_holidays_of_the_nation_that_was_said(esi):
    assert due(esi.organisation) == dt.date(2026, 11, 30)
    for _ in range(2):
        reply = signed_in(esi).send("PUT", PATH, {"nation": "scotland"})
        assert (reply.status_code, reply.json()) == (200, {"nation": "scotland"})
    assert due(esi.organisation) == dt.date(2026, 12, 1)
    assert signed_in(esi).get(PATH).json() == {"nation": "scotland"}


def test_nobody_else_says_it_and_no_other_hospital_is_touched(esi):
    ama, elsewhere = MemberFactory(organisation=esi.organisation), MemberFactory()
    assert signed_in(ama).send("PUT", PATH, {"nation": "scotland"}).status_code == 403
    assert signed_in(esi).send("PUT", PATH, {"nation": "atlantis"}).status_code == 400
    signed_in(esi).send("PUT", PATH, {"nation": "northern_ireland"})
    said = dict(Organisation.objects.values_list("pk", "nation"))
    assert said[elsewhere.organisation_id] == "england_wales"
    assert said[esi.organisation_id] == "northern_ireland"
