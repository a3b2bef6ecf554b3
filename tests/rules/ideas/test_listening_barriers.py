"""What stops people coming: said without a name, read as counts of whole months that are over (RF-15, GM-02, DOMAIN 7.2)."""

import datetime as dt
import hashlib
import random
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection

from aftershift.core import clock
from aftershift.core.errors import NotAllowed
from aftershift.core.models import Outcome
from aftershift.ideas import selectors, services
from aftershift.ideas.models import BarrierCount, BarrierMark, BarrierReceived, BarrierTag, Idea
from aftershift.ideas.selectors import barriers
from aftershift.people.registry import registered
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, same_query_count, signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
JANUARY, FEBRUARY = MONDAY_9AM.date().replace(day=1), dt.date(2026, 2, 1)
IN_FEBRUARY = MONDAY_9AM.replace(month=2, day=1)


@pytest.fixture
def ama():
    return MemberFactory(called_name="Ama")


@pytest.fixture
def kofi(ama):
    return MemberFactory(organisation=ama.organisation, roles=("connector",), called_name="Kofi")


def say(member, *tags, about="", people=1, now=MONDAY_9AM, value=None):
    said = dict.fromkeys(tags or ("caring",), people)
    services.say_barriers(member=member, random=value or uuid4().hex, about=about, said=said, now=now)


def counted(member, tag="caring", about="", month=JANUARY):
    row = BarrierCount.objects.of(member.organisation_id).filter(tag=tag, about=about, month=month).first()
    return row.said if row else 0


def read(member, today, month=JANUARY):
    """(what is said in general by tag, what is said about kinds) of one published month."""
    (found,) = [m for m in selectors.barrier_months(member=member, today=today) if m.month == month]
    return {c.tag: c.said for c in found.in_general}, {(c.kind, c.tag): c.said for c in found.about_kinds}


# ---- counts


FEW = {"fewer_than": 12}


def step(member, tag="caring", about="", month=JANUARY):
    return barriers.step_of(member.organisation_id, month, about, tag)


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        (0, {7: FEW, 8: 10, 10: 10, 11: 15, 15: 15, 16: 20}),
        (2, {9: FEW, 10: 10, 12: 10, 13: 15, 17: 15, 18: 20}),
        (4, {11: FEW, 12: 10, 14: 10, 15: 15, 19: 15, 20: 20}),
    ],
)
def test_a_count_is_shown_in_fives_from_where_its_own_step_lies(where, shown):
    read = {said: barriers.shown_count(said, where) for said in shown}
    assert read == {said: count if count == FEW else {"about": count} for said, count in shown.items()}


def test_no_count_is_more_than_4_away_from_what_is_shown():
    for where in range(5):
        shown = {said: barriers.shown_count(said, where) for said in range(200)}
        assert all(said < 12 for said, count in shown.items() if "fewer_than" in count)
        assert all(abs(said - count["about"]) <= 4 and said >= 8 for said, count in shown.items() if "about" in count)


def test_seven_and_none_read_alike_and_twelve_are_about_ten(ama, kofi):
    say(kofi, "caring", people=7)
    say(kofi, "cost", people=12)
    general, _ = read(ama, FEBRUARY)
    assert set(general) == set(BarrierTag.values)
    assert (general["caring"], general["faith"], general["cost"] != FEW) == (FEW, FEW, True)


def test_a_kind_of_activity_is_listed_only_where_its_count_is_shown(ama, kofi):
    say(kofi, "cost", about="trip", people=7)
    say(kofi, "travel", about="trip", people=12)
    general, kinds = read(ama, FEBRUARY)
    assert general == dict.fromkeys(BarrierTag.values, FEW)
    assert kinds == {("trip", "travel"): barriers.shown_count(12, step(ama, "travel", "trip"))}


def test_the_api_never_says_a_number_under_eight(ama, kofi):
    draw = random.Random(15)
    for _ in range(40):
        about = draw.choice(("", *Idea.Kind.values))
        say(kofi, draw.choice(BarrierTag.values), about=about, people=draw.randint(1, 9))
    months = selectors.barrier_months(member=ama, today=FEBRUARY)
    numbers = [c.said["about"] for m in months for c in (*m.in_general, *m.about_kinds) if "about" in c.said]
    assert numbers
    assert all(number >= 8 for number in numbers)
    assert all(c.said == FEW for m in months for c in m.in_general if "about" not in c.said)


# ---- nothing can be learnt by padding


def reads_with(padded, others, where):
    return barriers.shown_count(padded + others, where)


@pytest.mark.parametrize("others", [1, 2, 3])
def test_whoever_pads_a_count_cannot_tell_whether_anybody_else_named_it(others):
    """However many they add, what they read is as well read by somebody who is alone, in most places of the step."""
    for padded in range(1, 51):
        alone = {str(reads_with(padded, 0, where)) for where in range(5)}
        as_alone = [where for where in range(5) if str(reads_with(padded, others, where)) in alone]
        assert len(as_alone) >= 5 - others


def test_a_step_that_is_known_would_tell_them():
    """Negative control: seven of one's own, and the number appears with the first other person."""
    assert (reads_with(7, 0, 0), reads_with(7, 1, 0)) == (FEW, {"about": 10})


def test_where_a_step_lies_differs_by_hospital_month_tag_and_kind_and_needs_the_key(ama, settings):
    settings.FIELD_KEY = "one key"
    other = MemberFactory(organisation=OrganisationFactory())
    cells = [(tag, about) for tag in BarrierTag.values for about in ("", "walk", "trip")]

    def steps(member, month=JANUARY):
        return [step(member, tag, about, month) for tag, about in cells]

    first = steps(ama)
    # Of enough cells that none is missing by chance.
    assert {found for month in range(1, 13) for found in steps(ama, dt.date(2026, month, 1))} == set(range(5))
    assert first == steps(ama)
    assert first not in (steps(other), steps(ama, FEBRUARY))
    settings.FIELD_KEY = "another key"
    assert first != steps(ama)


def test_a_member_names_a_thing_once_a_month_and_is_not_told_whether_it_was_counted(ama):
    client = signed_in(ama)
    replies = [
        client.post("/api/v1/barriers", {"random": uuid4().hex, "said": [{"tag": "caring"}, {"tag": tag}]})
        for tag in ("cost", "cost", "time")
    ]
    assert {(reply.status_code, reply.content) for reply in replies} == {(201, b"{}")}
    month = clock.now().date().replace(day=1)
    assert [counted(ama, tag, month=month) for tag in ("caring", "cost", "time")] == [1, 1, 1]


def test_another_kind_of_activity_another_month_and_another_member_are_counted(ama):
    ben = MemberFactory(organisation=ama.organisation)
    for member, more in ((ama, {}), (ama, {"about": "walk"}), (ben, {}), (ama, {}), (ama, {"now": IN_FEBRUARY})):
        say(member, **more)
    assert (counted(ama), counted(ama, about="walk"), counted(ama, month=FEBRUARY)) == (2, 1, 1)


def test_who_may_speak_for_others_hears_the_same_from_many(kofi):
    for people in (1, 1, 3):
        say(kofi, people=people)
    assert counted(kofi) == 5


def test_the_marks_say_nothing_without_the_key_and_go_with_the_month(ama):
    say(ama, "health")
    (row,) = BarrierMark.objects.of(ama.organisation_id).values()
    assert set(row) == {"id", "organisation_id", "month", "mark"}
    guesses = {hashlib.sha256(f"{ama.pk}:{JANUARY}:{tag}:".encode()).hexdigest() for tag in BarrierTag.values}
    assert row["mark"] not in guesses
    ben = MemberFactory(organisation=ama.organisation)
    say(ben, "cost", now=IN_FEBRUARY)
    assert [kept.month for kept in BarrierMark.objects.of(ama.organisation_id)] == [FEBRUARY]


# ---- nothing can be learnt by subtracting


def test_what_is_read_on_any_two_days_of_a_month_is_the_same(ama, kofi):
    """Whatever is said meanwhile: nobody learns by reading before and after a colleague pressed."""
    say(kofi, "caring", people=12, now=MONDAY_9AM - 31 * DAY)
    client = signed_in(ama)
    before = client.get("/api/v1/barriers")
    for tag in BarrierTag.values:
        say(ama, tag)
        say(kofi, tag, about="walk", people=20)
    after = client.get("/api/v1/barriers", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 304
    assert client.get("/api/v1/barriers").content == before.content


def test_a_month_that_is_over_never_changes_again(ama, kofi):
    """What reaches us late counts when it reaches us, also in a field note about an earlier day."""
    say(kofi, "caring", people=12)
    published = read(ama, FEBRUARY)
    say(kofi, "caring", people=30, now=IN_FEBRUARY)
    note = {
        "id": uuid4(),
        "site": None,
        "date": MONDAY_9AM.date(),
        "lines": [{"mark": "barrier", "tag": "caring", "text": "No one for the children"}],
    }
    services.send_field_notes(member=kofi, notes=[note], now=IN_FEBRUARY)
    for day in (1, 10, 27, 28, 100):
        assert read(ama, FEBRUARY + day * DAY) == published
    assert counted(ama, month=FEBRUARY) == 31


def test_each_thing_said_is_in_one_published_number_alone(ama, kofi):
    """So no number can be taken from another: neither month from month, nor kind from total."""
    draw = random.Random(12)
    for month in (1, 2):
        for about in ("", "walk", "trip"):
            for tag in ("caring", "cost"):
                say(kofi, tag, about=about, people=draw.randint(12, 40), now=MONDAY_9AM.replace(month=month))
    today = dt.date(2026, 3, 1)

    def numbers():
        months = selectors.barrier_months(member=ama, today=today)
        return {
            (m.month, getattr(c, "kind", ""), c.tag): c.said for m in months for c in (*m.in_general, *m.about_kinds)
        }

    before = numbers()
    for row in BarrierCount.objects.of(ama.organisation_id).filter(said__gt=0):
        BarrierCount.objects.of(ama.organisation_id).filter(pk=row.pk).update(said=row.said + 5)
        changed = {key for key, said in numbers().items() if said != before[key]}
        assert changed == {(row.month, row.about, row.tag)}
        row.save(update_fields=["said"])


def test_the_month_that_runs_is_not_shown_and_it_is_said_when_it_will_be(ama, kofi):
    say(kofi, "caring", people=12)
    reply = signed_in(ama).get("/api/v1/barriers").json()
    assert len(reply["months"]) == 6
    assert selectors.next_count_date(dt.date(2026, 1, 31)) == FEBRUARY
    assert selectors.next_count_date(dt.date(2026, 12, 1)) == dt.date(2027, 1, 1)
    assert JANUARY not in [m.month for m in selectors.barrier_months(member=ama, today=dt.date(2026, 1, 31))]


def test_as_many_months_are_listed_where_nothing_was_ever_said(ama):
    """Else the list itself would say that somebody said something."""
    found = selectors.barrier_months(member=ama, today=FEBRUARY)
    assert [m.month.isoformat()[:7] for m in found] == [
        "2026-01",
        "2025-12",
        "2025-11",
        "2025-10",
        "2025-09",
        "2025-08",
    ]


# ---- nothing leads to who said it


def written_about(member):
    """Every row anywhere that names the member."""
    names = (str(member.pk), member.pk.hex)
    return {
        (model._meta.label, row)
        for model in apps.get_models()
        for row in (str(values) for values in model._base_manager.values_list())
        if any(name in row for name in names)
    }


def test_saying_it_writes_nothing_that_names_the_member(ama):
    client = signed_in(ama)
    client.get("/api/v1/barriers")  # the day's first use of the phone is noted
    before, outcomes = written_about(ama), Outcome.objects.count()
    body = {"random": uuid4().hex, "said": [{"tag": "health"}]}
    headers = {"Idempotency-Key": str(uuid4())}
    assert client.post("/api/v1/barriers", body, headers=headers).status_code == 201
    assert written_about(ama) == before
    assert Outcome.objects.count() == outcomes
    assert "health" not in str(registered["ideas"].export(ama))


def test_a_named_write_would_have_been_found(ama):
    """Negative control of the search above."""
    before = written_about(ama)
    idea = services.propose(member=ama, text="Swim", kind="move", shown_as="anonymous", now=MONDAY_9AM)
    assert {label for label, _ in written_about(ama) - before} == {"ideas.Idea"}
    assert idea.author_id == ama.pk


def hidden_places():
    """Where the database keeps each cell, by everything it keeps for itself: the cells in that order, without their counts."""
    if connection.vendor == "postgresql":
        columns = ("ctid", "xmin::text::bigint", "cmin::text::bigint", "pg_column_size(t.*)")
    else:
        columns = ("rowid", 'length("said")')
    found = {}
    for column in columns:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT about, tag, dense_rank() OVER (ORDER BY {column}) FROM {BarrierCount._meta.db_table} t"
                f" ORDER BY {column}, about, tag"
            )
            found[column] = cursor.fetchall()
    return found


@contextmanager
def nothing_is_swept():
    """Meanwhile no dead row is taken away: whether PostgreSQL sweeps a page depends on who else looks, not on what is written."""
    if connection.vendor != "postgresql":
        yield
        return
    looker = connection.copy("looker")
    try:
        with looker.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT 1")
            yield
    finally:
        looker.close()


def in_an_empty_table(write):
    """The hidden places after `write`, from the same start each time: a table that never held anything."""
    empty = "TRUNCATE" if connection.vendor == "postgresql" else "DELETE FROM"
    with connection.cursor() as cursor:
        cursor.execute(f"{empty} {BarrierCount._meta.db_table}")
    with nothing_is_swept():
        write()
        return hidden_places()


PRESSED = ("caring", "cost", "faith", "health")


@pytest.mark.django_db(transaction=True)
def test_the_table_lies_there_alike_whoever_said_what_in_whatever_order(ama):
    """The last one to press, and the first, leave no trace of what they pressed (xmin, ctid, rowid, sizes)."""
    people = colleagues(ama.organisation, len(PRESSED))

    def press(tags):
        for member, tag in zip(people, tags, strict=True):
            say(member, tag)

    first = in_an_empty_table(lambda: press(PRESSED))
    assert first == in_an_empty_table(lambda: press(PRESSED[::-1]))
    if connection.vendor == "postgresql":
        assert {rank for *_, rank in first["xmin::text::bigint"]} == {1}


@pytest.mark.django_db(transaction=True)
def test_a_cell_that_is_written_alone_would_have_been_found(ama):
    """Negative control: counted in the plain way, the table says which thing was named last."""

    def press(tags):
        for tag in tags:
            BarrierCount(organisation_id=ama.organisation_id, month=JANUARY, tag=tag, about="", said=1).save()

    assert in_an_empty_table(lambda: press(PRESSED)) != in_an_empty_table(lambda: press(PRESSED[::-1]))


def test_what_was_received_does_not_say_what_it_was(ama):
    value = uuid4().hex
    say(ama, "health", value=value)
    (row,) = BarrierReceived.objects.of(ama.organisation_id).values()
    assert set(row) == {"id", "organisation_id", "month", "random_hash"}
    assert value not in str(row)
    assert row["month"] == JANUARY


# ---- safe to repeat


def test_the_same_press_sent_twice_counts_once(ama):
    value = uuid4().hex
    for tags in (("caring",), ("caring",), ("cost",)):
        say(ama, *tags, value=value)
    assert (counted(ama), counted(ama, "cost")) == (1, 0)


def test_a_repeat_in_the_next_month_counts_nothing_and_older_marks_go(ama):
    values = uuid4().hex, uuid4().hex
    say(ama, value=values[0])
    say(ama, value=values[0], now=IN_FEBRUARY)
    assert counted(ama, month=FEBRUARY) == 0
    say(ama, value=values[1], now=MONDAY_9AM.replace(month=3))
    assert [row.month.month for row in BarrierReceived.objects.of(ama.organisation_id)] == [3]


# ---- who may


def test_a_member_speaks_for_one_and_a_connector_for_many(ama, kofi):
    with pytest.raises(NotAllowed):
        say(ama, "caring", people=2)
    assert counted(ama) == 0
    say(kofi, "caring", "cost", people=3)
    assert (counted(ama), counted(ama, "cost")) == (3, 3)


@pytest.mark.parametrize(
    "body",
    [
        {"random": "x", "said": [{"tag": "caring"}]},
        {"random": "0" * 32, "said": []},
        {"random": "0" * 32, "said": [{"tag": "rain"}]},
        {"random": "0" * 32, "said": [{"tag": "caring"}, {"tag": "caring"}]},
        {"random": "0" * 32, "said": [{"tag": "caring", "people": 51}]},
        {"random": "0" * 32, "about": "yoga", "said": [{"tag": "caring"}]},
        {"random": "0" * 32, "said": [{"tag": "caring", "member": "me"}]},
    ],
)
def test_bad_input_is_refused_and_nothing_is_counted(kofi, body):
    assert signed_in(kofi).post("/api/v1/barriers", body).status_code == 400
    assert not BarrierCount.objects.of(kofi.organisation_id).exists()


# ---- what was done about it


def test_an_organiser_says_what_was_done_with_an_idea_and_everybody_reads_it(ama, kofi):
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",), called_name="Rosa")
    idea = services.propose(member=ama, text="Family picnic", kind="picnic", shown_as="anonymous", now=MONDAY_9AM)
    body = {"tag": "caring", "text": "Children are welcome at the picnic.", "idea": str(idea.pk)}
    assert signed_in(rosa).send("POST", "/api/v1/barriers/answers", body, once=True).status_code == 201
    (answer,) = signed_in(ama).get("/api/v1/barriers").json()["answers"]
    assert (answer["tag"], answer["text"], answer["idea_text"], answer["owner_name"]) == (
        "caring",
        "Children are welcome at the picnic.",
        "Family picnic",
        "Rosa",
    )
    supervisor = MemberFactory(organisation=ama.organisation, roles=("supervisor",))
    assert signed_in(supervisor).get("/api/v1/barriers").json()["answers"][0]["owner_name"] is None
    services.judge(member=rosa, idea_id=idea.pk, what="hidden", reason="Names a colleague.", now=MONDAY_9AM)
    assert signed_in(ama).get("/api/v1/barriers").json()["answers"][0]["idea_text"] is None


def test_an_answer_with_another_hospitals_idea_is_refused(ama):
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    body = {"tag": "caring", "text": "Children are welcome.", "idea": str(uuid4())}
    reply = signed_in(rosa).send("POST", "/api/v1/barriers/answers", body, once=True)
    assert (reply.status_code, reply.json()["errors"][0]["pointer"]) == (400, "/idea")


def test_reading_takes_as_many_statements_for_many_months_as_for_one(ama, kofi):
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    client = signed_in(ama)

    def more(months):
        for month in months:
            say(kofi, *BarrierTag.values, about="walk", people=9, now=MONDAY_9AM.replace(year=2025, month=month))
            services.answer_barrier(member=rosa, tag="cost", text="It is free.", idea_id=None, now=MONDAY_9AM)

    same_query_count(few=lambda: more([7]), many=lambda: more([8, 9, 10]), read=lambda: client.get("/api/v1/barriers"))


def test_forgetting_an_organiser_leaves_the_answer_without_the_name(ama):
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    given = services.answer_barrier(member=rosa, tag="cost", text="It is free.", idea_id=None, now=MONDAY_9AM)
    assert registered["ideas"].export(rosa)["barrier_answers_given"] == [
        {"tag": "cost", "text": "It is free.", "date": "2026-01-05"}
    ]
    registered["ideas"].erase(rosa, MONDAY_9AM)
    given.refresh_from_db()
    assert given.given_by is None
