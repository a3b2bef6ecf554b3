"""Two phones of one member, and two people who are asked the same: one step, one open question, one answer."""

import pytest
from django.db import connections
from django_scopes import scope

from aftershift.core import clock
from aftershift.leading.models import SignOff, Step
from aftershift.leading.services import sign_offs
from tests.factories import MemberFactory, OrganisationFactory
from tests.races.harness import all_at_once, hang_up, phone, server_env, statuses
from tests.servers import gunicorn

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
ROUNDS, PHONES = 4, 6
QUESTION = {"kind": "walk", "what": "briefing", "asked_of": None}


@pytest.fixture
def organisation():
    return OrganisationFactory()


def test_many_taps_of_one_member_make_one_step_and_one_open_question(organisation):
    with gunicorn(env=server_env()) as port:
        for _ in range(ROUNDS):
            ama = MemberFactory(organisation=organisation)
            steppers, askers = ([phone(ama, port) for _ in range(PHONES)] for _ in range(2))
            connections.close_all()
            taken = [lambda p=p: p.send("PUT", "/api/v1/my-steps/walk", {"number": 1}) for p in steppers]
            asked = [lambda p=p: p.send("POST", "/api/v1/sign-offs", QUESTION) for p in askers]
            replies = all_at_once([*taken, *asked])
            assert statuses(replies) == {200: PHONES, 201: PHONES}, [r for r in replies if r[0] >= 300][:2]
            with scope(organisation=organisation.pk):
                assert list(Step.objects.filter(member=ama).values_list("number", flat=True)) == [1]
                assert list(SignOff.objects.filter(member=ama).values_list("state", flat=True)) == ["open"]
            hang_up([*steppers, *askers])


def test_of_many_answers_at_once_the_first_one_stands(organisation):
    organisers = [MemberFactory(organisation=organisation, roles=("organiser",)) for _ in range(PHONES)]
    with gunicorn(env=server_env()) as port:
        phones = [phone(one, port) for one in organisers]
        for _ in range(ROUNDS):
            ama = MemberFactory(organisation=organisation)
            with scope(organisation=organisation.pk):
                word = sign_offs.ask_for_sign_off(
                    member=ama, kind="walk", what="briefing", asked_of_id=None, now=clock.now()
                )
            connections.close_all()
            path = f"/api/v1/sign-offs/{word.pk}/answer"
            answers = [
                lambda p=p, n=n, path=path: p.send("PUT", path, {"is_given": n % 2 == 0}) for n, p in enumerate(phones)
            ]
            replies = all_at_once(answers)
            assert statuses(replies) == {200: 1, 404: PHONES - 1}, replies
            with scope(organisation=organisation.pk):
                row = SignOff.objects.get(pk=word.pk)
            [first] = [n for n, (status, _) in enumerate(replies) if status == 200]
            assert (row.state, row.answered_by_id) == (replies[first][1]["state"], organisers[first].pk)
        hang_up(phones)
