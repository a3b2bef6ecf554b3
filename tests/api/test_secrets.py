"""A dump of the database holds no secret in clear (DESIGN 4, Q-S7), after everything that hands one out was used."""

import base64
import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django_scopes import scope

from aftershift.core import clock
from aftershift.people.models import Member
from aftershift.people.services import accounts
from tests.factories import MemberFactory, OrganisationFactory
from tests.rules.people.world import card_for, native, poster, something_to_join, web

pytestmark = pytest.mark.django_db

PIN, NEW_PIN, PASSWORD = "482913", "739155", "correct horse battery"
API, APP = "/api/v1/", "/_allauth/app/v1/"
# What may lie in clear, and where: the code opens nothing without its PIN and is shown as text and QR.
ALLOWED = {"card code": {"people_card"}}


@dataclass
class Told:
    """Every secret that was handed to somebody, and every private word that somebody wrote."""

    secrets: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def keep(self, name: str, value: str | None) -> str:
        assert value, f"{name} was not handed out"
        self.secrets[name] = value
        return value


def answered(reply: Any, *statuses: int) -> Any:
    assert reply.status_code in (statuses or (200, 201)), (reply.status_code, reply.content[:300])
    return reply.json() if reply.content else None


def once() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}


def use_everything() -> Told:
    """Join, sign in on phone and web, feeds, codes, recovery, e-mail sign-in with a second factor, an idea."""
    told = Told()
    now = clock.now()
    organisation = OrganisationFactory()
    with scope(organisation=organisation.pk):
        token = poster(organisation, take_down_date=now.date() + dt.timedelta(days=9), now=now)
    join_token = told.keep("join token", token)
    joins_by_phone(told, join_token)
    joins_by_web(told, join_token)
    organises(told, organisation)
    loses_a_card(told, organisation)
    return told


def loses_a_card(told: Told, organisation: Any) -> None:
    kasia = MemberFactory(organisation=organisation, called_name="Kasia", roles=("connector",))
    card_for(MemberFactory(organisation=organisation, called_name="Chidi"), pin="640271")
    here = answered(native().post(API + "kiosk/session", {"card": card_for(kasia, pin="918273").code, "pin": "918273"}))
    tablet = native()
    tablet.defaults["HTTP_X_KIOSK_TOKEN"] = told.keep("connector's kiosk token", here["token"])
    lost = {"called_name": "Chidi", "pin": "640271", "new_pin": told.keep("PIN of the new card", "275918")}
    answered(tablet.post(API + "kiosk/card-replacements", lost))


def joins_by_phone(told: Told, join_token: str) -> None:
    told.words["called name"] = "Xochiquetzal"
    joined = answered(
        native().post(
            API + "joins",
            {"code": join_token, "called_name": told.words["called name"], "pin": PIN, "form_key": str(uuid4())},
        )
    )
    told.keep("PIN", PIN)
    token = told.keep("token", joined["token"])
    code = told.keep("card code", joined["card"]["code"].replace("-", ""))
    phone = native(token)
    phone.defaults["HTTP_X_MEMBER"] = joined["session"]["member"]["id"]
    again = answered(native().post(API + "session", {"card": code, "pin": PIN, "device": "My phone"}))
    told.keep("second token", again["token"])
    kiosk = answered(native().post(API + "kiosk/session", {"card": code, "pin": PIN}))
    told.keep("kiosk token", kiosk["token"])
    feed = answered(phone.post(API + "feeds", {"purpose": "mine"}, headers=once()))
    told.keep("feed token", feed["url"].rsplit("/", 1)[1].removesuffix(".ics"))
    assert phone.get(feed["url"]).status_code == 200
    told.words["idea"] = "Quokka spotting behind the boiler house"
    answered(
        phone.post(API + "ideas", {"text": told.words["idea"], "kind": "walk", "shown_as": "anonymous"}, headers=once())
    )
    recovery = answered(native().post(API + "recoveries", {"card": code, "pin": NEW_PIN}))
    told.keep("new PIN", NEW_PIN)
    told.keep("recovery code", recovery["code"].replace("-", ""))
    told.keep("recovery secret", recovery["secret"])
    answered(native().get(f"{API}recoveries/{recovery['id']}?secret={recovery['secret']}"))


def joins_by_web(told: Told, join_token: str) -> None:
    browser = web()
    page = browser.get(f"/join/{join_token}")
    assert page.status_code == 200
    csrf = answered(browser.get(API + "csrf"))["csrf"]
    form = {"called_name": "Ben", "pin": "591824", "form_token": str(uuid4()), "csrfmiddlewaretoken": csrf}
    assert browser.post(f"/join/{join_token}", form, format="multipart").status_code == 303
    told.keep("web PIN", "591824")
    told.keep("cookie", browser.cookies["aftershift"].value)
    told.keep("csrf cookie", browser.cookies["aftershift-csrf"].value)


def organises(told: Told, organisation: Any) -> None:
    rosa = MemberFactory(organisation=organisation, called_name="Rosa")
    secret = told.keep("second factor", organiser_account(rosa))
    told.keep("password", PASSWORD)
    half = told.keep(
        "half session",
        answered(native().post(APP + "auth/login", {"email": "rosa@example.org", "password": PASSWORD}), 401)["meta"][
            "session_token"
        ],
    )
    whole = answered(native(half).post(APP + "auth/2fa/authenticate", {"code": accounts.current_totp(secret)}))
    token = told.keep("e-mail session", whole["meta"]["session_token"])
    picked = answered(native(token).post(API + "session/organisation", {"member_id": str(rosa.pk)}))
    desk = native(told.keep("organiser's token", picked["token"]))
    desk.defaults["HTTP_X_MEMBER"] = str(rosa.pk)
    with something_to_join(organisation, now=clock.now()):
        made = answered(desk.post(API + "join-codes", {"kind": "spoken"}, headers=once()))
    told.keep("spoken code", made["spoken"].replace("-", ""))
    sets_up_a_second_factor(told, organisation)


def organiser_account(rosa: Member) -> str:
    with scope(organisation=rosa.organisation_id):
        return accounts.make_organiser_account(
            member=rosa, email="rosa@example.org", password=PASSWORD, now=clock.now()
        )


def sets_up_a_second_factor(told: Told, organisation: Any) -> None:
    """Left half way: the secret then lies in the session."""
    ivo = MemberFactory(organisation=organisation, called_name="Ivo", email="ivo@example.org")
    ivo.person.set_password(PASSWORD)
    ivo.person.save()
    signed = answered(native().post(APP + "auth/login", {"email": "ivo@example.org", "password": PASSWORD}))
    start = native(signed["meta"]["session_token"]).get(APP + "account/authenticators/totp")
    told.keep("half-made second factor", start.json()["meta"]["secret"])


def dump() -> dict[str, str]:
    """Every table as text; bytes also as what they spell."""
    found = {}
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    tables |= set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = "\n".join(
                " ".join(bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v) for v in row)
                for row in cursor.fetchall()
            )
    return found


def forms_of(secret: str) -> set[str]:
    """As it is, and as somebody might think it hidden."""
    raw = secret.encode()
    return {secret, secret.lower(), secret.upper(), raw.hex(), base64.b64encode(raw).decode().rstrip("=")}


def test_a_dump_of_the_database_holds_no_secret():
    told = use_everything()
    tables = dump()
    assert told.words["called name"] in tables["people_member"], "the search itself must be able to find something"
    found = [
        f"{name} in {table}"
        for name, secret in told.secrets.items()
        for table, text in tables.items()
        if any(form in text for form in forms_of(secret)) and table not in ALLOWED.get(name, ())
    ]
    assert not found
    assert len(told.secrets) >= 15
