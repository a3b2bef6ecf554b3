"""A party: the member, other adults and children, told as counts and age bands only, and never split."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from aftershift.activities.errors import ChildrenNeedAnAdult
from aftershift.activities.models import Occurrence, Party, SignUp
from aftershift.activities.personal_data import export
from aftershift.activities.services import joining
from aftershift.people.services import settling
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, signed_in
from tests.rules.activities.world import OccurrenceFactory

pytestmark = pytest.mark.django_db
FAMILY = Party(adults=1, children_0_4=1, children_5_10=1)


def join(member, walk, **more):
    return joining.join(member=member, occurrence_id=walk.pk, now=MONDAY_9AM, **more)


def test_children_of_every_age_take_a_place_like_anybody():
    """RULE-2."""
    walk = OccurrenceFactory(places=5)
    ama, ben = colleagues(walk.organisation, 2)
    assert join(ama, walk, guests=FAMILY).people == 4
    assert join(ben, walk, guests=Party(children_11_17=1)).status == "waiting"
    walk.refresh_from_db()
    assert (walk.taken, walk.waiting) == (4, 2)


def test_an_adult_member_brings_children_alone():
    walk = OccurrenceFactory(places=5)
    (ama,) = colleagues(walk.organisation, 1)
    assert join(ama, walk, guests=Party(children_5_10=2)).status == "placed"


def test_a_member_under_18_brings_children_only_with_an_adult_guest():
    walk = OccurrenceFactory(places=5)
    kofi = MemberFactory(organisation=walk.organisation, is_under_18=True)
    with pytest.raises(ChildrenNeedAnAdult):
        join(kofi, walk, guests=Party(children_5_10=1))
    assert not SignUp.objects.exists()
    assert join(kofi, walk, guests=Party(adults=1, children_5_10=1)).status == "placed"
    with pytest.raises(ChildrenNeedAnAdult):
        joining.change_party(member=kofi, occurrence_id=walk.pk, guests=Party(children_5_10=1), now=MONDAY_9AM)
    assert SignUp.objects.get().guests == Party(adults=1, children_5_10=1)


def test_one_child_more_for_one_adult_fewer_needs_no_place():
    walk = OccurrenceFactory(places=2)
    (ama,) = colleagues(walk.organisation, 1)
    join(ama, walk, guests=Party(adults=1))
    changed = joining.change_party(member=ama, occurrence_id=walk.pk, guests=Party(children_0_4=1), now=MONDAY_9AM)
    walk.refresh_from_db()
    assert (changed.guests, walk.taken) == (Party(children_0_4=1), 2)


def test_no_row_holds_a_larger_party_than_anybody_may_bring():
    walk = OccurrenceFactory(places=20)
    (ama,) = colleagues(walk.organisation, 1)
    mine = join(ama, walk)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignUp.objects.filter(pk=mine.pk).update(adults=5, children_0_4=4)


def test_the_phone_says_and_reads_the_party_by_age_band():
    walk = OccurrenceFactory(places=9)
    (ama,) = colleagues(walk.organisation, 1)
    client, path = signed_in(ama), f"/api/v1/occurrences/{walk.pk}"
    walk.starts_at = walk.starts_at.replace(year=2090)
    walk.ends_at = walk.ends_at.replace(year=2090)
    walk.save()

    def ask(**party):
        return client.post(f"{path}/sign-ups", party, headers={"Idempotency-Key": str(uuid4())})

    too_many = ask(adults=5, children_0_4=4)
    assert (too_many.status_code, "/adults" in too_many.content.decode()) == (400, True)
    reply = ask(**FAMILY._asdict())
    assert (reply.status_code, reply.json()["party"]) == (201, FAMILY._asdict())
    assert client.get(path).json()["my_party"] == FAMILY._asdict()


def test_a_copy_of_my_data_tells_my_party():
    walk = OccurrenceFactory(places=9)
    (ama,) = colleagues(walk.organisation, 1)
    join(ama, walk, guests=FAMILY)
    assert export(ama)["sign_ups"][0]["guests"] == FAMILY._asdict()


def test_who_says_later_that_they_are_under_18_comes_with_an_adult_in_one_of_their_places():
    walk = OccurrenceFactory(places=3)
    ama, ben = colleagues(walk.organisation, 2)
    join(ama, walk, guests=Party(children_0_4=1, children_5_10=1))
    join(ben, walk, guests=Party(children_11_17=1))
    settling.change_settings(member=ama, changes={"is_under_18": True}, now=MONDAY_9AM)
    walk.refresh_from_db()
    assert SignUp.objects.get(member=ama).guests == Party(adults=1, children_0_4=1)
    assert (walk.taken, walk.waiting) == (3, 2)
    assert SignUp.objects.get(member=ben).guests == Party(children_11_17=1)


def test_a_party_with_an_adult_and_a_date_that_is_over_stay_as_they_were():
    walk = OccurrenceFactory(places=5)
    past = OccurrenceFactory(organisation=walk.organisation, places=5)
    (ama,) = colleagues(walk.organisation, 1)
    join(ama, walk, guests=FAMILY)
    SignUp.objects.create(
        organisation=walk.organisation,
        occurrence=past,
        member=ama,
        status="placed",
        children_5_10=1,
        queued_at=MONDAY_9AM,
        changed_at=MONDAY_9AM,
    )
    Occurrence.objects.filter(pk=past.pk).update(state="closed")
    settling.change_settings(member=ama, changes={"is_under_18": True}, now=MONDAY_9AM)
    assert SignUp.objects.get(occurrence=walk).guests == FAMILY
    assert SignUp.objects.get(occurrence=past).guests == Party(children_5_10=1)
