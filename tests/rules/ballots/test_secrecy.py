"""DESIGN 6 and 12.4: no vote leads to a person, and no total is visible before the close."""

import datetime as dt
import re
from itertools import pairwise

import pytest
from django.db import connection, models

from aftershift.ballots import tasks
from aftershift.ballots.models import Ballot, Paper, Slip
from aftershift.ballots.services import closing
from aftershift.core import clock
from aftershift.people.models import Member
from tests.factories import MONDAY_9AM, signed_in
from tests.rules.ballots.world import put_in_groups, voting_world

pytestmark = pytest.mark.django_db
TIMES = (models.DateTimeField, models.DateField, models.TimeField)


def columns(model):
    return {field.name: field for field in model._meta.get_fields()}


def test_no_slip_can_be_linked_to_a_paper():
    """By the columns: they share the organisation, the ballot and a coarse group; no time, no member on a slip, no common key."""
    slip, paper = columns(Slip), columns(Paper)
    assert set(slip) == {"id", "organisation", "ballot", "ticks", "receipt_hash", "shift_group"}
    assert set(paper) == {
        "id",
        "organisation",
        "ballot",
        "member",
        "is_used",
        "is_printed",
        "handing_hash",
        "shift_group",
    }
    assert not any(isinstance(field, TIMES) for field in (*slip.values(), *paper.values()))
    assert not any(field.related_model in (Member, Paper) for field in slip.values() if field.is_relation)
    assert not any(field.related_model is Slip for field in paper.values() if field.is_relation)
    assert Slip._meta.pk.default.__name__ == "uuid4"


def test_a_slip_names_a_shift_group_only_if_ten_papers_were_of_it():
    world = voting_world(voters=14)
    put_in_groups(world, {"early": 10})
    for voter in world.voters:
        world.cast(voter, "A")
    assert sorted(world.slips().values_list("shift_group", flat=True)) == ["early"] * 10 + ["other"] * 4


def test_shift_groups_are_emptied_when_it_is_counted():
    world = voting_world(voters=12)
    put_in_groups(world, {"early": 12})
    for voter in world.voters:
        world.cast(voter, "A")
    world.close()
    assert set(world.slips().values_list("shift_group", flat=True)) == {""}
    assert set(world.papers().values_list("shift_group", flat=True)) == {""}


def physical_order(model):
    hidden = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {model._meta.db_table} ORDER BY {hidden}")
        return [str(row[0]).replace("-", "") for row in cursor.fetchall()]


# PostgreSQL may go on in a page before, where rows that are long gone left room: the order of writing is the same.
ROOM_ELSEWHERE = {"postgresql": 2, "sqlite": 0}


def falls(keys):
    """How often a key is smaller than the one before it: never where they lie in their order."""
    return sum(before > after for before, after in pairwise(keys))


@pytest.mark.parametrize("occasion", ["hourly", "at the close"])
def test_slips_and_papers_are_rewritten_in_the_order_of_their_keys(occasion):
    world = voting_world(voters=30)
    for voter in reversed(world.voters):
        world.cast(voter, "AB")
    in_order_of_voting = physical_order(Slip)
    kept = list(world.slips().order_by("pk").values("pk", "ticks", "receipt_hash"))
    if occasion == "hourly":
        closing.shuffle(organisation_id=world.organisation.pk, ballot_id=world.ballot.pk, now=MONDAY_9AM)
    else:
        world.close()
    for model in (Slip, Paper):
        assert falls(physical_order(model)) <= ROOM_ELSEWHERE[connection.vendor]
    assert falls(in_order_of_voting) > 5
    assert list(world.slips().order_by("pk").values("pk", "ticks", "receipt_hash")) == kept


def traces_of_writing():
    """PostgreSQL: the transactions that wrote the rows, which join a slip to its paper. SQLite: pages with old rows in them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT xmin::text FROM ballots_slip UNION SELECT xmin::text FROM ballots_paper WHERE is_used"
            )
            return len(cursor.fetchall()) - 1
        cursor.execute("PRAGMA freelist_count")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_once_closed_the_database_itself_no_longer_tells_which_slip_came_with_which_paper():
    world = voting_world(voters=40)
    for voter in world.voters:
        world.cast(voter, "AB")
    world.slips().filter(pk__in=list(world.slips().values_list("pk", flat=True)[:30])).update(ticks=["x" * 30_000])
    world.slips().update(ticks=[str(world.option("A").pk)])
    assert traces_of_writing() > 0
    assert tasks.close_due_ballots() == 1
    assert traces_of_writing() == 0


def test_an_open_ballot_is_shuffled_once_an_hour():
    world = voting_world()
    real = clock.now()
    Ballot.objects.of(world.organisation.pk).update(closes_at=real + dt.timedelta(days=9), shuffled_at=real)
    assert tasks.shuffle_slips() == 0
    Ballot.objects.of(world.organisation.pk).update(shuffled_at=real - dt.timedelta(hours=1))
    assert tasks.shuffle_slips() == 1
    assert tasks.shuffle_slips() == 0


def test_totals_exist_nowhere_before_close():
    """RULE-34: every reply an organiser can get is the same, byte for byte, whoever else has voted for what."""
    world = voting_world(voters=20)
    world.ballot.closes_at = clock.now() + dt.timedelta(days=30)
    world.ballot.save(update_fields=["closes_at"])
    rosa = signed_in(world.rosa)
    paths = ["/api/v1/ballots", f"/api/v1/ballots/{world.ballot.pk}"]
    paths += [f"{paths[1]}/{name}" for name in ("outcome", "slips.pb")]
    paths += ["/api/v1/ideas", f"/api/v1/ideas/{world.option('A').idea_id}"]

    def replies():
        found = {path: rosa.get(path) for path in paths}
        return {path: (reply.status_code, reply.content, reply.headers.get("ETag")) for path, reply in found.items()}

    before = replies()
    for voter in world.voters:
        world.cast(voter, "A")
    after = replies()
    assert after == before
    assert [after[path][0] for path in paths] == [200, 200, 409, 409, 200, 200]


def test_no_table_holds_a_total_before_the_close():
    world = voting_world(voters=20)
    rows = [list(model._base_manager.order_by("pk").values()) for model in (Ballot,)]
    for voter in world.voters:
        world.cast(voter, "A")
    assert [list(model._base_manager.order_by("pk").values()) for model in (Ballot,)] == rows
    from aftershift.ballots.models import Result

    assert not Result.objects.of(world.organisation.pk).exists()


def test_nobody_sees_who_has_voted():
    world = voting_world(voters=3)
    ama, ben, _ = world.voters
    world.ballot.closes_at = clock.now() + dt.timedelta(days=30)
    world.ballot.save(update_fields=["closes_at"])
    world.cast(ama, "A")
    assert signed_in(ama).get(f"/api/v1/ballots/{world.ballot.pk}").json()["my_paper"] == "used"
    for other in (ben, world.rosa):
        reply = signed_in(other).get(f"/api/v1/ballots/{world.ballot.pk}")
        assert reply.json()["my_paper"] == "unused"
        assert str(ama.pk) not in reply.text
        assert not re.search(r'"(voters|ticks|papers|used)":', reply.text)
