"""A lost card is replaced at the kiosk by a connector, and only with its member present. And who is at a kiosk is nowhere else."""

import datetime as dt

import pytest
from django_scopes import scope

from aftershift.core.errors import NotAllowed, TooMany
from aftershift.people import codes, limits
from aftershift.people.errors import CardOrPinWrong, NameOrPinWrong, NotYourself, SecondFactorOnly
from aftershift.people.models import Card, CardReplacement, KioskSession, Recovery, Session
from aftershift.people.services import kiosk, leaving, recovering, signing_in
from tests.factories import MONDAY_9AM, Client, MemberFactory, OrganisationFactory, session_key_of, signed_in
from tests.rules.people.world import PIN, card_for

pytestmark = pytest.mark.django_db
NEW_PIN = "739155"
CONNECTOR = frozenset({"member", "confirmed", "connector"})
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def st_brides():
    return OrganisationFactory()


@pytest.fixture
def rosa(st_brides):
    member = MemberFactory(organisation=st_brides, called_name="Rosa", roles=("connector",))
    member.card = card_for(member, pin="620418")
    return member


@pytest.fixture
def ama(st_brides):
    member = MemberFactory(organisation=st_brides, called_name="Ama")
    member.card = card_for(member)
    return member


def replaced(rosa, *, name="Ama", pin=PIN, new_pin=None, roles=CONNECTOR, now=MONDAY_9AM):
    return kiosk.replace_card(by=rosa, roles=roles, called_name=name, pin=pin, new_pin=new_pin, now=now)


def sign_in(code, pin=PIN):
    return signing_in.sign_in(card=code, pin=pin, address="home", now=MONDAY_9AM)


def test_the_old_card_dies_at_once_and_the_new_one_works(rosa, ama):
    new = replaced(rosa)
    assert new.code != ama.card.code
    assert sign_in(new.code) == ama
    with pytest.raises(CardOrPinWrong):
        sign_in(ama.card.code)


def test_the_member_may_choose_another_pin(rosa, ama):
    new = replaced(rosa, new_pin=NEW_PIN)
    assert sign_in(new.code, NEW_PIN) == ama
    with pytest.raises(CardOrPinWrong):
        sign_in(new.code, PIN)


def test_every_device_of_the_member_is_signed_out_and_nobody_elses(rosa, ama):
    session_key_of(ama)
    session_key_of(rosa)
    kiosk.sign_in_at_kiosk(card=ama.card.code, pin=PIN, address="ward 3", now=MONDAY_9AM)
    replaced(rosa)
    assert [row.member_id for row in Session.objects.all()] == [rosa.pk]
    assert not KioskSession.objects.exists()


def test_a_new_pin_that_a_finder_of_the_card_asked_for_is_stopped(rosa, ama, st_brides):
    boss = MemberFactory(organisation=st_brides, roles=("organiser",))
    asked = recovering.ask(card=ama.card.code, pin=NEW_PIN, address="street", now=MONDAY_9AM)
    recovering.vouch(code=asked.code, by=boss, now=MONDAY_9AM)
    replaced(rosa)
    assert recovering.finish_due(now=MONDAY_9AM + dt.timedelta(days=2)) == 0
    assert Recovery.objects.get().stopped_at == MONDAY_9AM


@pytest.mark.parametrize(("name", "pin"), [("Ama", "111222"), ("Nobody", PIN), ("Ama ", "481593")])
def test_a_connector_alone_gets_nobodys_card_and_a_wrong_name_answers_like_a_wrong_pin(rosa, ama, name, pin):
    before = list(Card.objects.values())
    with pytest.raises(NameOrPinWrong) as refused:
        replaced(rosa, name=name, pin=pin)
    assert vars(refused.value) == vars(NameOrPinWrong())
    assert list(Card.objects.values()) == before
    assert not CardReplacement.objects.exists()


def test_guessing_pins_of_one_name_ends_soon_whoever_guesses(rosa, ama, st_brides):
    other = MemberFactory(organisation=st_brides, roles=("connector",))
    for number in range(limits.REPLACE_NAME.tries):
        with pytest.raises(NameOrPinWrong):
            replaced((rosa, other)[number % 2], pin=f"90817{number}")
    with pytest.raises(TooMany):
        replaced(other)  # even with the right one
    assert replaced(rosa, now=MONDAY_9AM + dt.timedelta(hours=1)).code != ama.card.code


def test_one_connector_guesses_no_more_over_many_names(rosa, st_brides):
    for number in range(limits.REPLACE_CONNECTOR.tries):
        with pytest.raises(NameOrPinWrong):
            replaced(rosa, name=f"Name {number}")
    with pytest.raises(TooMany):
        replaced(rosa, name="Another")


def test_right_ones_use_nothing_up(rosa, ama):
    for _ in range(limits.REPLACE_CONNECTOR.tries + 2):
        replaced(rosa)


def test_namesakes_are_told_apart_by_their_pin_and_two_with_one_pin_not_at_all(rosa, ama, st_brides):
    namesake = MemberFactory(organisation=st_brides, called_name="ama")
    card_for(namesake, pin=NEW_PIN)
    assert replaced(rosa, pin=NEW_PIN).member_id == namesake.pk
    assert replaced(rosa).member_id == ama.pk
    Card.objects.filter(member_id=namesake.pk).delete()
    card_for(namesake)
    with pytest.raises(NameOrPinWrong):
        replaced(rosa)


def test_only_a_connector_and_not_for_themselves(rosa, ama):
    with pytest.raises(NotAllowed):
        replaced(ama, roles=frozenset({"member", "confirmed", "lead", "organiser"}))
    with pytest.raises(NotYourself):
        replaced(rosa, name="Rosa", pin="620418")
    assert Card.objects.get(member_id=rosa.pk).code == rosa.card.code


@pytest.mark.parametrize("role", ["organiser", "adviser", "supervisor"])
def test_people_with_more_power_are_helped_elsewhere(rosa, st_brides, role):
    strong = MemberFactory(organisation=st_brides, called_name="Strong", roles=(role,))
    before = card_for(strong)
    with pytest.raises(SecondFactorOnly):
        replaced(rosa, name="Strong")
    assert Card.objects.get(member_id=strong.pk).code == before.code


def test_a_member_of_another_hospital_and_one_who_left_are_nobody_here(rosa, ama):
    elsewhere = OrganisationFactory()
    with scope(organisation=elsewhere.pk):
        card_for(MemberFactory(organisation=elsewhere, called_name="Zofia"))
    with pytest.raises(NameOrPinWrong):
        replaced(rosa, name="Zofia")
    leaving.leave(member=ama, now=MONDAY_9AM)
    with pytest.raises(NameOrPinWrong):
        replaced(rosa)


def test_it_is_written_down_without_name_code_or_time(rosa, ama):
    new = replaced(rosa)
    (row,) = CardReplacement.objects.values()
    assert {name: row[name] for name in ("member_id", "by_id", "replaced_date")} == {
        "member_id": ama.pk,
        "by_id": rosa.pk,
        "replaced_date": MONDAY_9AM.date(),
    }
    assert not {new.code, ama.card.code, "Ama"} & {str(value) for value in row.values()}
    assert leaving.export_member(member=ama)["people"]["cards_replaced"] == ["2026-01-05"]


# ---- who is at a kiosk


def at_kiosk(card, pin=PIN):
    reply = Client().post("/api/v1/kiosk/session", {"card": card, "pin": pin}, format="json")
    assert reply.status_code == 200, reply.json()
    return reply, Client(headers={"X-Kiosk-Token": reply.json()["token"]})


def test_signing_in_names_nobody_and_leaves_no_cookie(ama):
    reply, _ = at_kiosk(ama.card.code)
    assert set(reply.json()) == {"token", "replaces_cards"}
    assert "Ama" not in reply.content.decode()
    assert not reply.cookies
    assert reply.headers["Cache-Control"] == "no-store"
    assert not Session.objects.exists()


def test_wrong_pins_at_a_kiosk_count_as_everywhere(ama):
    for _ in range(limits.WRONG_PINS):
        Client().post("/api/v1/kiosk/session", {"card": ama.card.code, "pin": "111222"}, format="json")
    reply = Client().post("/api/v1/kiosk/session", {"card": ama.card.code, "pin": PIN}, format="json")
    assert reply.json()["type"].endswith("card-rests")


@pytest.mark.parametrize(
    "path", ["session", "me", "me/data", "card", "sessions", "home", "occurrences", "ballots", "inbox", "members/new"]
)
def test_the_kiosks_token_opens_no_other_door_in_whatever_header(ama, path):
    reply, client = at_kiosk(ama.card.code)
    token = reply.json()["token"]
    assert client.get(f"/api/v1/{path}").status_code == 401
    assert Client(headers={"X-Session-Token": token}).get(f"/api/v1/{path}").status_code == 401
    assert Client(headers={"X-Session-Token": token}).get("/_allauth/app/v1/auth/session").status_code in (401, 410)
    assert Client(headers={"X-Session-Token": token}).get("/print/card").status_code == 302


def test_a_phones_session_is_not_at_the_kiosk(ama):
    client = signed_in(ama)
    assert client.get("/api/v1/kiosk/dates").status_code == 401
    assert Client(headers={"X-Kiosk-Token": session_key_of(ama)}).get("/api/v1/kiosk/dates").status_code == 401


def test_no_power_but_the_connectors_comes_along_to_a_kiosk(st_brides):
    boss = MemberFactory(organisation=st_brides, roles=("organiser",))
    _, client = at_kiosk(card_for(boss).code)
    body = {"called_name": "Ama", "pin": PIN}
    assert client.post("/api/v1/kiosk/card-replacements", body, format="json").status_code == 403


def test_done_is_done(ama):
    _, client = at_kiosk(ama.card.code)
    assert client.get("/api/v1/kiosk/dates").status_code == 200
    assert client.delete("/api/v1/kiosk/session").status_code == 204
    assert client.get("/api/v1/kiosk/dates").status_code == 401
    assert not KioskSession.objects.exists()


def test_it_ends_by_itself_two_minutes_after_the_last_use_and_a_quarter_of_an_hour_after_the_first(ama):
    def opened():
        return kiosk.sign_in_at_kiosk(card=ama.card.code, pin=PIN, address="ward 3", now=MONDAY_9AM)[1]

    token = opened()
    assert kiosk.at_kiosk(token=token, now=MONDAY_9AM + limits.KIOSK_IDLE - SECOND) is not None
    assert kiosk.at_kiosk(token=token, now=MONDAY_9AM + 2 * limits.KIOSK_IDLE - 2 * SECOND) is not None
    assert kiosk.at_kiosk(token=token, now=MONDAY_9AM + 3 * limits.KIOSK_IDLE) is None
    token = opened()
    at = MONDAY_9AM
    while at + limits.MINUTE < MONDAY_9AM + limits.KIOSK_LIFE:
        at += limits.MINUTE
        assert kiosk.at_kiosk(token=token, now=at) is not None
    assert kiosk.at_kiosk(token=token, now=MONDAY_9AM + limits.KIOSK_LIFE) is None
    assert kiosk.forget_old(now=MONDAY_9AM + limits.KIOSK_LIFE) == 2


def test_who_leaves_the_programme_is_out_of_the_kiosk_too(ama):
    token = kiosk.sign_in_at_kiosk(card=ama.card.code, pin=PIN, address="ward 3", now=MONDAY_9AM)[1]
    leaving.leave(member=ama, now=MONDAY_9AM)
    assert kiosk.at_kiosk(token=token, now=MONDAY_9AM) is None


def test_a_card_is_replaced_there_and_told_once(rosa, ama):
    _, client = at_kiosk(rosa.card.code, "620418")
    reply = client.post("/api/v1/kiosk/card-replacements", {"called_name": "ama", "pin": PIN}, format="json")
    assert reply.status_code == 201
    assert codes.read(reply.json()["code"]) == Card.objects.get(member_id=ama.pk).code
    assert reply.headers["Cache-Control"] == "no-store"
    easy = {"called_name": "ama", "pin": PIN, "new_pin": "123456"}
    assert client.post("/api/v1/kiosk/card-replacements", easy, format="json").status_code == 400
