"""Many at once are no more than one by one: counters and forms under threads with connections of their own."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django_scopes import scope

from aftershift.core.errors import DomainError
from aftershift.people import limits
from aftershift.people.models import Confirmation, JoinForm, Member
from aftershift.people.services import confirming, joining, signing_in
from aftershift.people.services.joining import Given
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues
from tests.rules.people.world import PIN, card_for, poster

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 16


def all_at_once(do: Callable[[int], object]) -> list[str]:
    """What each of AT_ONCE threads got: the name of its refusal, or "done"."""
    start = Barrier(AT_ONCE)

    def run(number: int) -> str:
        try:
            start.wait()
            do(number)
            return "done"
        except DomainError as refusal:
            return refusal.slug
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(run, range(AT_ONCE)))


def test_wrong_pins_sent_together_are_looked_at_five_times():
    member = MemberFactory()
    card = card_for(member)
    got = all_at_once(lambda n: signing_in.sign_in(card=card.code, pin="222333", address=f"house {n}", now=MONDAY_9AM))
    assert got.count("card-or-pin-wrong") == limits.WRONG_PINS
    assert got.count("card-rests") == AT_ONCE - limits.WRONG_PINS


def test_one_form_sent_together_makes_one_member():
    organisation = OrganisationFactory()
    given, form = Given(token=poster(organisation)), uuid4()

    def join(number: int) -> None:
        joining.join_organisation(
            given=given,
            called_name="Ama",
            is_under_18=False,
            pin=PIN,
            language="en",
            form_key=form,
            address=f"house {number}",
            now=MONDAY_9AM,
        )

    assert all_at_once(join) == ["done"] * AT_ONCE
    assert JoinForm.objects.of(organisation.pk).count() == 1
    assert Member.objects.of(organisation.pk).filter(called_name="Ama").count() == 1


def test_the_daily_limit_of_a_code_holds():
    organisation = OrganisationFactory()
    given = Given(token=poster(organisation, daily_limit=7))

    def join(number: int) -> None:
        joining.join_organisation(
            given=given,
            called_name="Ama",
            is_under_18=False,
            pin=PIN,
            language="en",
            form_key=uuid4(),
            address=f"house {number}",
            now=MONDAY_9AM,
        )

    got = all_at_once(join)
    assert (got.count("done"), got.count("join-code-full")) == (7, AT_ONCE - 7)


def test_two_of_many_colleagues_are_enough_and_each_is_kept_once():

    organisation = OrganisationFactory()
    ama = MemberFactory(organisation=organisation, confirmed=False)
    crowd = colleagues(organisation, AT_ONCE)

    def say(number: int) -> None:
        with scope(organisation=organisation.pk):
            confirming.confirm(member_id=ama.pk, by=crowd[number], now=MONDAY_9AM + dt.timedelta(seconds=number))

    assert all_at_once(say) == ["done"] * AT_ONCE
    assert Member.objects.of(organisation.pk).get(pk=ama.pk).is_confirmed
    assert Confirmation.objects.of(organisation.pk).filter(member=ama).count() == 2
