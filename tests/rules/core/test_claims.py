"""Due work is done once, survives a killed worker, and shows its last error."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.core import claims
from aftershift.core.errors import LostClaim
from aftershift.core.models import Claim
from tests.factories import MONDAY_9AM as NOW

pytestmark = pytest.mark.django_db
WORK = {"kind": "close-ballot", "organisation_id": None}


def test_two_workers_do_not_hold_the_same_work():
    subject = uuid4()
    assert claims.take(**WORK, subject_id=subject, now=NOW) == 1
    assert claims.take(**WORK, subject_id=subject, now=NOW) is None


def test_work_of_a_killed_worker_is_taken_over_when_its_lease_ends():
    subject = uuid4()
    claims.take(**WORK, subject_id=subject, now=NOW)
    assert claims.take(**WORK, subject_id=subject, now=NOW + claims.LEASE) == 2


def test_a_worker_that_comes_back_late_changes_nothing():
    subject = uuid4()
    claims.take(**WORK, subject_id=subject, now=NOW)
    claims.take(**WORK, subject_id=subject, now=NOW + claims.LEASE)
    with pytest.raises(LostClaim):
        claims.finish(kind="close-ballot", subject_id=subject, attempt=1)
    claims.finish(kind="close-ballot", subject_id=subject, attempt=2)


def test_failed_work_keeps_what_went_wrong_without_its_words_and_is_tried_again():
    """Q-S15: the words of an exception may hold a name."""
    bad, good, done = uuid4(), uuid4(), []

    def do(subject):
        if subject == bad:
            raise ValueError("Ama Mensah")
        done.append(subject)

    due = [(bad, None), (good, None)]
    assert claims.work_through(kind="close-ballot", due=due, do=do, now=NOW) == 1
    assert done == [good]
    kept = Claim.objects.get(subject_id=bad)
    assert (kept.last_error.split(":")[0], kept.failed_at) == ("ValueError core/claims.py", NOW)
    assert claims.work_through(kind="close-ballot", due=[(bad, None)], do=done.append, now=NOW) == 0
    later = NOW + dt.timedelta(minutes=1)
    assert claims.work_through(kind="close-ballot", due=[(bad, None)], do=done.append, now=later) == 1


def test_work_that_fails_for_ever_is_given_up_and_stays_visible():
    bad, now = uuid4(), NOW

    def do(subject):
        raise ValueError("always")

    for _ in range(40):
        claims.work_through(kind="close-ballot", due=[(bad, None)], do=do, now=now)
        now += dt.timedelta(hours=2)
    assert Claim.objects.get(subject_id=bad).attempt == claims.GIVE_UP_AFTER


def given_up(now=NOW):
    bad = uuid4()
    for _ in range(claims.GIVE_UP_AFTER + 1):
        claims.take(**WORK, subject_id=bad, now=now)
        now += dt.timedelta(hours=2)
    return bad, now


def test_work_whose_workers_all_died_is_given_up_and_says_so():
    """A poison job stops after its tries (Q-R6), also one that takes its worker with it."""
    bad, now = given_up()
    kept = Claim.objects.get()
    assert (kept.last_error, kept.attempt, kept.failed_at is not None) == ("WorkerDied", claims.GIVE_UP_AFTER, True)
    assert claims.take(**WORK, subject_id=bad, now=now) is None


def test_what_was_given_up_is_claimed_anew_when_somebody_asks_and_asking_twice_is_once():
    bad, now = given_up()
    for _ in range(2):
        assert claims.try_again(claim_id=Claim.objects.get().pk, organisation_id=None, now=now)
    assert Claim.objects.get().gives_up_at == 2 * claims.GIVE_UP_AFTER
    assert claims.take(**WORK, subject_id=bad, now=now) == claims.GIVE_UP_AFTER + 1
    assert claims.try_again(claim_id=Claim.objects.get().pk, organisation_id=None, now=now)
    assert claims.take(**WORK, subject_id=bad, now=now) is None, "a worker holds it"


def test_what_waits_for_its_next_try_is_taken_at_once_when_somebody_asks():
    bad = uuid4()
    for _ in range(8):
        attempt = claims.take(**WORK, subject_id=bad, now=NOW)
        claims.fail(kind="close-ballot", subject_id=bad, attempt=attempt or 0, fault=ValueError(), now=NOW)
        claims.try_again(claim_id=Claim.objects.get().pk, organisation_id=None, now=NOW)
    assert Claim.objects.get().attempt == 8
    assert Claim.objects.get().gives_up_at == claims.GIVE_UP_AFTER


def test_another_organisation_s_work_is_not_there():
    given_up()
    assert not claims.try_again(claim_id=Claim.objects.get().pk, organisation_id=uuid4(), now=NOW)


def test_claims_of_what_is_over_are_forgotten_and_what_was_given_up_stays_ninety_days():
    day = dt.timedelta(days=1)
    _, now = given_up()
    claims.take(**WORK, subject_id=uuid4(), now=now)
    assert claims.forget_old(now=now + day) == 0
    assert claims.forget_old(now=now + 2 * day) == 1
    assert Claim.objects.get().attempt == claims.GIVE_UP_AFTER
    assert claims.forget_old(now=now + 90 * day) == 1
