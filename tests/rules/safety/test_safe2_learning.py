"""What went wrong or nearly did: three plain questions, no names, no injuries; and the list learns from it."""

import datetime as dt

import pytest

from aftershift.core import clock
from aftershift.core.errors import FieldProblem, NotAllowed
from aftershift.core.events import _listeners
from aftershift.organisations.models import Site
from aftershift.safety import tasks
from aftershift.safety.events import ChangeProposed
from aftershift.safety.models import NearMiss, ProposedChange
from aftershift.safety.selectors import learning as selectors
from aftershift.safety.services import emergency, learning
from aftershift.safety.services.learning import Account
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, signed_in
from tests.rules.safety.test_gates import MEMBER, ORGANISER

pytestmark = pytest.mark.django_db
NEARLY = Account(
    was_hurt=False,
    went_to_hospital=False,
    could_be_worse=True,
    kind="walk",
    what="Somebody slipped on the wet bridge.",
    where="The footbridge",
    next_time="Cross it one by one when it is wet.",
)
HURT = Account(was_hurt=True, went_to_hospital=True, could_be_worse=False, next_time="Wear boots.")


@pytest.fixture
def ama():
    return MemberFactory(organisation=OrganisationFactory())


@pytest.fixture
def olu(ama):
    return MemberFactory(organisation=ama.organisation, roles=("organiser",), called_name="Olu")


def say(who, account=NEARLY, random="a" * 32, now=MONDAY_9AM):
    learning.say_near_miss(member=who, roles=MEMBER, random=random, account=account, now=now)


def test_nothing_of_who_said_it_and_no_time_is_kept(ama):
    say(ama)
    (row,) = NearMiss.objects.values()
    assert row["id"].version == 4
    assert str(ama.pk) not in str(row)
    assert not [value for value in row.values() if isinstance(value, dt.datetime)]
    assert row["said_date"] == dt.date(2026, 1, 5)


def test_the_same_one_sent_again_is_kept_once(ama):
    say(ama)
    say(ama, now=MONDAY_9AM + dt.timedelta(days=9))
    assert (NearMiss.objects.count(), ProposedChange.objects.count()) == (1, 1)


def test_of_an_injury_only_the_date_the_kind_and_what_to_do_next_time_are_kept(ama):
    with pytest.raises(FieldProblem):
        say(ama, Account(was_hurt=True, went_to_hospital=False, could_be_worse=False, what="A broken arm"))
    assert NearMiss.objects.count() == 0
    say(ama, HURT)
    row = NearMiss.objects.get()
    assert (row.what, row.where, row.next_time) == ("", "", "Wear boots.")


def test_whom_to_phone_comes_first_and_nothing_says_whether_to_report(ama, olu):
    site = Site.objects.create(organisation=ama.organisation, name="Main")
    emergency.set_help_number(
        member=olu, roles=ORGANISER, site_id=site.pk, name="Duty manager", number="020 7946 0000", now=MONDAY_9AM
    )
    body = {"random": "b" * 32, "was_hurt": True, "went_to_hospital": True, "could_be_worse": False}
    reply = signed_in(ama).post("/api/v1/near-misses", body, format="json")
    assert reply.status_code == 201
    assert reply.json()["is_serious"] is True
    assert [(row["name"], row["number"]) for row in reply.json()["phone"]] == [("Duty manager", "020 7946 0000")]
    assert "report" not in reply.content.decode().lower()


def test_what_would_stop_it_goes_to_the_keeper_of_that_list_as_a_proposed_change(ama, olu):
    heard = []
    _listeners[ChangeProposed].append(heard.append)
    try:
        learning.set_keeper(member=olu, roles=ORGANISER, template="end-of-shift-walk", keeper_id=olu.pk, now=MONDAY_9AM)
        say(ama)
        say(ama, HURT, random="c" * 32)
    finally:
        _listeners[ChangeProposed].remove(heard.append)
    assert [(event.template, event.keeper_id) for event in heard] == [("end-of-shift-walk", olu.pk), ("core", None)]
    lists = {kept.id: kept for kept in selectors.kept_lists(member=olu, roles=ORGANISER)}
    walk = lists["end-of-shift-walk"]
    assert (walk.keeper, [change.text for change in walk.changes]) == (olu, [NEARLY.next_time])
    answered = learning.answer_change(
        member=olu,
        roles=ORGANISER,
        change_id=walk.changes[0].pk,
        wording=None,
        reply="The bridge is closed for good.",
        now=MONDAY_9AM,
    )
    assert (answered.state, answered.reply) == ("not_taken", "The bridge is closed for good.")


def test_only_an_organiser_keeps_a_list(ama, olu):
    with pytest.raises(FieldProblem):
        learning.set_keeper(member=olu, roles=ORGANISER, template="core", keeper_id=ama.pk, now=MONDAY_9AM)
    with pytest.raises(NotAllowed):
        learning.set_keeper(member=ama, roles=MEMBER, template="core", keeper_id=olu.pk, now=MONDAY_9AM)


@pytest.mark.parametrize("said", [1, 7, 12])
def test_organisers_count_what_happened_as_they_read_it_beside(ama, olu, said):
    """They are no people: nameless, and each can be read, so a rounded number would hide nothing."""
    for number in range(said):
        say(ama, random=f"{number:032x}")
    found = selectors.near_misses(member=olu, roles=ORGANISER, now=MONDAY_9AM)
    assert (found.total, dict(found.by_kind)) == (said, {"walk": said})
    assert found.hurt == 0


def test_a_member_and_a_lead_read_none_of_them(ama):
    say(ama)
    with pytest.raises(NotAllowed):
        selectors.near_misses(member=ama, roles=MEMBER | {"lead"}, now=MONDAY_9AM)


def test_after_a_year_they_are_forgotten_and_what_the_list_learned_stays(ama, monkeypatch):
    say(ama)
    for days, left in ((365, 1), (367, 0)):
        monkeypatch.setattr(clock, "now", lambda days=days: MONDAY_9AM + dt.timedelta(days=days))
        tasks.forget_near_misses()
        assert NearMiss.objects.count() == left
    assert ProposedChange.objects.count() == 1
