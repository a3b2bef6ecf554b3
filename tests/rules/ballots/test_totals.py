"""RULE-34: before the close nothing that leaves the server depends on what anybody ticked."""

import datetime as dt
import json
import logging
import re
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings

from aftershift.ballots.models import Option
from aftershift.ballots.selectors import hash_of_receipt
from aftershift.core import clock
from aftershift.people.registry import registered
from tests.api.census import filled, routes
from tests.factories import MONDAY_9AM, Client, MemberFactory, signed_in
from tests.rules.ballots.world import voting_world

pytestmark = pytest.mark.django_db
VOTERS = 24
# Values that stand in paths and have nothing to do with a ballot: such a route answers here as for an absent row.
ABSENT = {
    "uuid": "01a20000-0000-7000-8000-000000000000",
    "str": "0" * 32,
    "int": "7",
    "slug": "none",
    "path": "none",
    "date": "2026-12-01",
}


@pytest.fixture
def voted():
    """Open by the real clock; 24 voted for A by phone, and every receipt is known here."""
    world = voting_world(voters=VOTERS)
    world.ballot.closes_at = clock.now() + dt.timedelta(days=30)
    world.ballot.save(update_fields=["closes_at"])
    receipts = [world.cast(voter, "A") for voter in world.voters]
    return world, receipts


def change_all(world, receipts, letters):
    for receipt in receipts:
        body = {"ballot": str(world.ballot.pk), "options": [str(world.option(letter).pk) for letter in letters]}
        assert Client().put(f"/api/v1/slips/{receipt}", body, format="json").status_code == 200


def every_address(world):
    known = {
        "ballot_id": world.ballot.pk,
        "idea_id": world.option("A").idea_id,
        "option_id": world.option("A").pk,
        "member_id": world.voters[0].pk,
        "receipt": uuid4().hex,
    }
    for method, path in routes():
        if method not in ("GET", "ANY") or path.startswith(("/_allauth", "/livez", "/readyz")):
            continue
        values = {
            name: known.get(name, ABSENT.get(kind or "str", "none"))
            for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", path)
        }
        if not re.search(r"[\[\](^$]", path):
            yield filled(path, values)


def what_is_read(client, addresses):
    """Everything of every reply but what changes with each one: ids of requests, and one-time tokens of forms."""
    found = {}
    for address in addresses:
        reply = client.get(address)
        body = b"".join(reply.streaming_content) if reply.streaming else reply.content
        text = body.decode("utf-8", "replace")
        text = re.sub(r'name="(csrfmiddlewaretoken|form_token)" value="[^"]+"', "", text)
        text = re.sub(r'"(csrf|request_id|now|instance)": ?"[^"]*"', "", text)
        found[address] = (reply.status_code, text)
    return found


@pytest.mark.parametrize("role", ["organiser", "panellist", "member"])
def test_no_reply_tells_one_outcome_from_another_before_the_close(voted, role):
    """Every address of the server, read while all voted for A and again after all changed to B and C."""
    world, receipts = voted
    reader = MemberFactory(organisation=world.organisation, roles=() if role == "member" else (role,))
    addresses = list(every_address(world))
    assert f"/api/v1/ballots/{world.ballot.pk}/outcome" in addresses
    assert len(addresses) > 40
    client = signed_in(reader)
    what_is_read(client, addresses)  # what a first visit writes, such as the day a device was used
    before = what_is_read(client, addresses)
    change_all(world, receipts, "BC")
    after = what_is_read(client, addresses)
    assert {a for a in addresses if before[a] != after[a]} == set()
    assert before[f"/api/v1/ballots/{world.ballot.pk}"][0] == 200


def test_the_search_would_find_a_total(voted, monkeypatch):
    """Negative control: one number in one reply is enough to be found."""
    from aftershift.ballots.selectors import papers

    world, receipts = voted
    shown = papers.option_shown

    def leaky(option: Option):
        ticks = sum(str(option.pk) in slip.ticks for slip in world.slips())
        return shown(
            Option(
                **{f.attname: getattr(option, f.attname) for f in Option._meta.concrete_fields}
                | {"helper_hours": ticks}
            )
        )

    monkeypatch.setattr(papers, "option_shown", leaky)
    client, address = signed_in(world.rosa), f"/api/v1/ballots/{world.ballot.pk}"
    before = what_is_read(client, [address])
    change_all(world, receipts, "BC")
    assert what_is_read(client, [address]) != before


def test_errors_of_voting_tell_nothing_of_others_votes(voted):
    world, receipts = voted
    late = MemberFactory(organisation=world.organisation)
    paths = f"/api/v1/ballots/{world.ballot.pk}/slips"
    option = str(world.option("A").pk)
    attempts = [
        (late, {"options": [option], "receipt_hash": "0" * 64}),  # no paper
        (world.voters[0], {"options": [option], "receipt_hash": "1" * 64}),  # voted already
        (world.rosa, {"options": [option], "receipt_hash": hash_of_receipt(receipts[0])}),  # somebody else's receipt
        (world.rosa, {"options": [], "receipt_hash": "2" * 64}),
        (world.rosa, {"options": [str(uuid4())], "receipt_hash": "2" * 64}),
        (world.rosa, {"options": "all", "receipt_hash": "short"}),
    ]

    def said():
        replies = [signed_in(member).post(paths, body) for member, body in attempts]
        return [(reply.status_code, {k: v for k, v in reply.json().items() if k != "request_id"}) for reply in replies]

    before = said()
    change_all(world, receipts, "BC")
    assert said() == before
    assert [status for status, _ in before] == [403, 409, 409, 400, 400, 400]
    assert world.slips().count() == VOTERS


def test_no_export_holds_ticks(voted):
    world, receipts = voted

    def exports():
        return json.dumps(
            [
                {name: data.export(member) for name, data in registered.items()}
                for member in (world.rosa, *world.voters)
            ],
            default=str,
        )

    before = exports()
    change_all(world, receipts, "BC")
    assert exports() == before


def test_no_log_line_holds_ticks_receipts_or_addresses(voted, caplog, capsys, monkeypatch):
    """As the server writes them: loggers that are cut off from the others may not fall back on stderr either."""
    world, receipts = voted
    caplog.set_level(logging.DEBUG)
    for name, set_up in settings.LOGGING["loggers"].items():
        monkeypatch.setattr(logging.getLogger(name), "propagate", set_up["propagate"])
        kept = [] if not set_up["handlers"] else [logging.NullHandler()]
        assert {settings.LOGGING["handlers"][handler]["class"] for handler in set_up["handlers"]} <= {
            "logging.NullHandler"
        }
        monkeypatch.setattr(logging.getLogger(name), "handlers", kept)
    address = {"REMOTE_ADDR": "203.0.113.77", "HTTP_X_FORWARDED_FOR": "203.0.113.77"}
    body = {"ballot": str(world.ballot.pk), "options": [str(world.option("B").pk)]}
    assert Client().put(f"/api/v1/slips/{receipts[0]}", body, format="json", **address).status_code == 200
    assert Client().put(f"/api/v1/slips/{'f' * 32}", body, format="json", **address).status_code == 404
    assert Client().delete(f"/api/v1/slips/{receipts[0]}", **address).status_code == 204
    fresh = {"options": [str(world.option("B").pk)], "receipt_hash": hash_of_receipt("f" * 32)}
    assert signed_in(world.rosa).post(f"/api/v1/ballots/{world.ballot.pk}/slips", fresh, **address).status_code == 201
    told = capsys.readouterr()
    lines = " ".join(
        [*(record.getMessage() for record in caplog.records if record.name != "django.db.backends"), told.out, told.err]
    )
    for secret in (receipts[0], "f" * 32, "203.0.113.77", *body["options"], fresh["receipt_hash"]):
        assert secret not in lines


def test_there_is_no_admin_page():
    assert not [path for _method, path in routes() if "admin" in path]
    assert not apps.is_installed("django.contrib.admin")


def test_an_organisers_session_casts_the_organisers_own_vote_and_no_other(voted):
    world, _receipts = voted
    absent = MemberFactory(organisation=world.organisation)
    body = {"options": [str(world.option("A").pk)], "receipt_hash": "3" * 64, "member_id": str(absent.pk)}
    path = f"/api/v1/ballots/{world.ballot.pk}/slips"
    refused = signed_in(world.rosa).post(path, body)
    assert refused.status_code == 400
    named = signed_in(world.rosa)
    del body["member_id"]
    assert named.post(path, body, headers={"X-Member": str(absent.pk)}).status_code in (201, 401)
    assert not world.papers().filter(member=absent).exists()
    assert world.papers().filter(is_used=True).exclude(member__in=[*world.voters, world.rosa]).count() == 0


def test_a_vote_a_millisecond_late_changes_nothing(voted):
    world, receipts = voted
    from aftershift.ballots.errors import BallotClosed

    late = world.ballot.closes_at + dt.timedelta(milliseconds=1)
    before = list(world.slips().order_by("pk").values())
    with pytest.raises(BallotClosed):
        world.cast(world.rosa, "B", now=late)
    assert list(world.slips().order_by("pk").values()) == before
    assert not world.papers().get(member=world.rosa).is_used
    assert late > MONDAY_9AM
    assert receipts
