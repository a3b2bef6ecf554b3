"""An Idempotency-Key has one effect (DESIGN 10)."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.core.errors import KeyReused, NotAllowed
from aftershift.core.models import Outcome
from aftershift.core.services import Made, once
from tests.factories import statements

pytestmark = pytest.mark.django_db
WHO = {"organisation_id": uuid4(), "member_id": uuid4(), "today": dt.date(2026, 1, 5), "status": 201}


def test_the_second_request_with_a_key_has_no_effect():
    key, row, calls = uuid4(), uuid4(), []

    def effect():
        calls.append(1)
        return row

    first = once(**WHO, key=key, request=b"POST /x", effect=effect)
    second = once(**WHO, key=key, request=b"POST /x", effect=effect)
    assert calls == [1]
    assert (first.row_id, first.replayed) == (row, False)
    assert (second.row_id, second.status, second.replayed) == (row, 201, True)


@pytest.mark.parametrize("makes", ["the row that was expected", "another", "one with a secret"])
def test_a_replay_gives_the_row_that_was_made_whichever_was_expected(makes):
    key, expected = uuid4(), uuid4()
    made = Made(uuid4() if makes == "another" else expected, "a secret" if makes == "one with a secret" else None)
    given = {**WHO, "key": key, "request": b"POST /x", "effect": lambda: made}
    asked = statements(lambda: once(**given, expected=expected))
    again = once(**given, expected=uuid4())
    assert (again.row_id, again.secret, again.status, again.replayed) == (made.row_id, made.secret, 201, True)
    assert asked == (1 if makes == "the row that was expected" else 2)


def test_a_key_belongs_to_one_request():
    key = uuid4()
    once(**WHO, key=key, request=b"POST /x", effect=uuid4)
    with pytest.raises(KeyReused):
        once(**WHO, key=key, request=b"POST /y", effect=uuid4)


def test_two_members_may_use_the_same_key():
    key = uuid4()
    once(**WHO, key=key, request=b"POST /x", effect=uuid4)
    other = once(**WHO | {"member_id": uuid4()}, key=key, request=b"POST /x", effect=uuid4)
    assert other.replayed is False


def test_a_refusal_is_not_kept():
    key = uuid4()

    def refuse():
        raise NotAllowed

    with pytest.raises(NotAllowed):
        once(**WHO, key=key, request=b"POST /x", effect=refuse)
    assert once(**WHO, key=key, request=b"POST /x", effect=uuid4).replayed is False


def test_a_secret_is_shown_again_to_the_same_key_and_stands_nowhere_in_clear():
    key = uuid4()
    made = Made(uuid4(), "a secret address")
    once(**WHO, key=key, request=b"POST /x", effect=lambda: made)
    again = once(**WHO, key=key, request=b"POST /x", effect=lambda: made)
    assert again.secret == "a secret address"
    kept = Outcome.objects.get()
    assert b"a secret address" not in bytes(kept.sealed)
    assert key.bytes not in bytes(kept.key_hash)
