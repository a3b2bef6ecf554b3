"""A new PIN: present, vouched for, and a day in which any device can say no (DESIGN 4)."""

import datetime as dt

import pytest

from aftershift.core.errors import NotAllowed, NotVisible, TooMany
from aftershift.core.http.problems import TYPE
from aftershift.people import codes, limits, selectors
from aftershift.people.errors import (
    CardOrPinWrong,
    NotYourself,
    RecoveryCodeUnknown,
    RecoveryOver,
    SecondFactorOnly,
)
from aftershift.people.models import Recovery, Session
from aftershift.people.services import recovering, signing_in
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, signed_in
from tests.rules.people.world import PIN, card_for, native

pytestmark = pytest.mark.django_db
NEW_PIN = "739155"
DAY = dt.timedelta(days=1)


@pytest.fixture
def st_brides():
    return OrganisationFactory()


@pytest.fixture
def ama(st_brides):
    member = MemberFactory(organisation=st_brides, called_name="Ama")
    member.card = card_for(member)
    return member


@pytest.fixture
def bashir(st_brides):
    return MemberFactory(organisation=st_brides, called_name="Bashir", roles=("organiser",))


@pytest.fixture
def leads(st_brides, monkeypatch):
    pair = [MemberFactory(organisation=st_brides) for _ in range(2)]
    ids = {m.pk for m in pair}
    monkeypatch.setattr(selectors, "_role_sources", [lambda m: {"lead"} if m.pk in ids else set()])
    return pair


def ask(card: str, *, now=MONDAY_9AM, address="ward 3"):
    return recovering.ask(card=card, pin=NEW_PIN, address=address, now=now)


def vouch(asked, by, *, now=MONDAY_9AM):
    return recovering.vouch(code=asked.code, by=by, now=now)


def sign_in(member, pin, *, now):
    return signing_in.sign_in(card=member.card.code, pin=pin, address="home", now=now)


def test_one_organiser_vouches_and_a_day_later_the_new_pin_works_and_other_devices_are_out(ama, bashir):
    asked = ask(ama.card.code)
    thief = signed_in(ama)
    vouch(asked, bashir)
    almost = MONDAY_9AM + DAY - dt.timedelta(seconds=1)
    with pytest.raises(CardOrPinWrong):
        sign_in(ama, NEW_PIN, now=almost)
    assert thief.get("/api/v1/session").status_code == 200
    assert sign_in(ama, NEW_PIN, now=MONDAY_9AM + DAY) == ama
    assert thief.get("/api/v1/session").status_code == 401
    with pytest.raises(CardOrPinWrong):
        sign_in(ama, PIN, now=MONDAY_9AM + DAY)


def test_until_then_the_old_pin_works(ama, bashir):
    vouch(ask(ama.card.code), bashir)
    assert sign_in(ama, PIN, now=MONDAY_9AM + DAY / 2) == ama


def test_two_leads_are_needed_and_one_twice_is_one(ama, leads):
    asked = ask(ama.card.code)
    assert vouch(asked, leads[0]).works_at is None
    assert vouch(asked, leads[0]).works_at is None
    assert vouch(asked, leads[1]).works_at == MONDAY_9AM + DAY


def test_members_cannot_vouch_and_nobody_for_themselves(ama, st_brides, bashir, leads):
    asked = ask(ama.card.code)
    for colleague in (
        MemberFactory(organisation=st_brides),
        MemberFactory(organisation=st_brides, roles=("connector",)),
    ):
        with pytest.raises(NotAllowed):
            vouch(asked, colleague)
    leads[0].card = card_for(leads[0])
    with pytest.raises(NotYourself):
        vouch(ask(leads[0].card.code), leads[0])


@pytest.mark.parametrize("role", ["organiser", "adviser", "supervisor"])
def test_people_with_more_power_recover_by_their_second_factor_only(st_brides, bashir, role):
    strong = MemberFactory(organisation=st_brides, roles=(role,))
    strong.card = card_for(strong)
    asked = ask(strong.card.code)
    with pytest.raises(SecondFactorOnly):
        vouch(asked, bashir)
    assert recovering.finish_due(now=MONDAY_9AM + 2 * DAY) == 0
    with pytest.raises(CardOrPinWrong):
        sign_in(strong, NEW_PIN, now=MONDAY_9AM + 2 * DAY)


def test_a_role_given_during_the_day_stops_the_new_pin(ama, bashir):
    from aftershift.people.models import RoleGrant

    vouch(ask(ama.card.code), bashir)
    RoleGrant(organisation=ama.organisation, member=ama, role="organiser", granted_at=MONDAY_9AM).save()
    with pytest.raises(CardOrPinWrong):
        sign_in(ama, NEW_PIN, now=MONDAY_9AM + DAY)
    assert sign_in(ama, PIN, now=MONDAY_9AM + DAY) == ama


def test_the_code_is_read_out_within_half_an_hour_and_in_the_same_organisation(ama, bashir):
    asked = ask(ama.card.code)
    with pytest.raises(RecoveryCodeUnknown):
        vouch(asked, bashir, now=MONDAY_9AM + limits.RECOVERY_CODE_LIFE)
    elsewhere = MemberFactory(organisation=OrganisationFactory(), roles=())
    with pytest.raises(NotAllowed):
        vouch(asked, elsewhere)
    with pytest.raises(RecoveryCodeUnknown):
        recovering.vouch(code="AAAAAA", by=bashir, now=MONDAY_9AM)


def test_a_card_nobody_has_gets_the_same_answer_and_no_vouching_helps(ama, bashir):
    replies = [
        native().post("/api/v1/recoveries", {"card": card, "pin": NEW_PIN}).json()
        for card in (ama.card.code, codes.new_code(codes.CARD_LENGTH))
    ]
    assert replies[0].keys() == replies[1].keys()
    assert [r["state"] for r in replies] == ["waiting", "waiting"]
    followed = [native().get(f"/api/v1/recoveries/{r['id']}", {"secret": r["secret"]}).json() for r in replies]
    assert [f["state"] for f in followed] == ["waiting", "waiting"]
    with pytest.raises(RecoveryCodeUnknown):
        recovering.vouch(code=replies[1]["code"], by=bashir, now=dt.datetime.now(dt.UTC))


def test_every_other_device_is_told_and_any_can_stop_it(ama, bashir):
    now = dt.datetime.now(dt.UTC)
    asked = ask(ama.card.code, now=now)
    vouch(asked, bashir, now=now)
    device = signed_in(ama)
    told = device.get("/api/v1/session").json()["recovery_pending"]
    assert told["id"] == str(asked.recovery.pk)
    assert told["works"]["at"] == (now + DAY).isoformat(timespec="seconds").replace("+00:00", "Z")
    stopped = device.post(f"/api/v1/recoveries/{told['id']}/stop")
    assert (stopped.status_code, stopped.json()["state"]) == (200, "stopped")
    assert device.get("/api/v1/session").json()["recovery_pending"] is None
    assert recovering.finish_due(now=now + DAY) == 0
    assert sign_in(ama, PIN, now=now + DAY) == ama


def test_nobody_else_can_stop_it_and_not_when_it_works_already(ama, bashir):
    asked = ask(ama.card.code)
    vouch(asked, bashir)
    with pytest.raises(NotVisible):
        recovering.stop(member=bashir, recovery_id=asked.recovery.pk, now=MONDAY_9AM)
    with pytest.raises(RecoveryOver):
        recovering.stop(member=ama, recovery_id=asked.recovery.pk, now=MONDAY_9AM + DAY)


def test_the_worker_finishes_what_is_due_once(ama, bashir):
    vouch(ask(ama.card.code), bashir)
    signed_in(ama)
    assert recovering.finish_due(now=MONDAY_9AM + DAY) == 1
    assert recovering.finish_due(now=MONDAY_9AM + DAY) == 0
    assert not Session.objects.filter(member_id=ama.pk).exists()


def test_only_the_last_of_two_recoveries_counts(ama, bashir):
    first = ask(ama.card.code)
    vouch(first, bashir)
    second = recovering.ask(card=ama.card.code, pin="904418", address="ward 3", now=MONDAY_9AM)
    vouch(second, bashir)
    recovering.finish_due(now=MONDAY_9AM + DAY)
    assert sign_in(ama, "904418", now=MONDAY_9AM + DAY) == ama


def test_the_database_has_neither_code_nor_secret_nor_pin(ama):
    asked = ask(ama.card.code)
    row = repr(Recovery.objects.values_list().get())
    for secret in (asked.code, asked.secret, NEW_PIN):
        assert secret not in row


def test_asking_is_limited_for_each_card_and_each_address(ama):
    for _ in range(limits.RECOVERY_CARD.tries):
        ask(ama.card.code)
    with pytest.raises(TooMany):
        ask(ama.card.code)
    for _ in range(limits.RECOVERY_ADDRESS.tries):
        ask(codes.new_code(12), address="street")
    with pytest.raises(TooMany):
        ask(codes.new_code(12), address="street")


def test_wrong_codes_use_up_the_vouchers_tries_and_right_ones_do_not(ama, bashir):
    client = signed_in(bashir)
    now = dt.datetime.now(dt.UTC)
    asked = ask(ama.card.code, now=now)
    for _ in range(3):
        right = client.send("POST", "/api/v1/recovery-vouches", {"code": asked.code.lower()}, once=True)
        assert right.status_code == 201
    assert right.json()["called_name"] == "Ama"
    for _ in range(limits.VOUCHER.tries):
        wrong = client.send("POST", "/api/v1/recovery-vouches", {"code": "000000"}, once=True)
        assert wrong.json()["type"] == TYPE + "recovery-code-unknown"
    assert client.send("POST", "/api/v1/recovery-vouches", {"code": asked.code}, once=True).status_code == 429
