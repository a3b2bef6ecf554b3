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


def test_failed_work_keeps_its_error_and_is_tried_again():
    bad, good, done = uuid4(), uuid4(), []

    def do(subject):
        if subject == bad:
            raise ValueError("the reason")
        done.append(subject)

    due = [(bad, None), (good, None)]
    assert claims.work_through(kind="close-ballot", due=due, do=do, now=NOW) == 1
    assert done == [good]
    assert "the reason" in Claim.objects.get(subject_id=bad).last_error
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
