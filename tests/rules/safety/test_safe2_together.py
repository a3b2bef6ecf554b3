"""What was ticked without signal arrives in one request, and each tick has its own answer. Nothing is dropped."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aftershift.activities.models import Occurrence
from aftershift.safety.errors import ChecklistClosed, KnownAlready, NotTheDayYet
from aftershift.safety.models import ChecklistTick
from aftershift.safety.services.ticking import Tap, tick_together
from tests.factories import MONDAY_9AM, MemberFactory, signed_in
from tests.rules.activities.world import THURSDAY_1530
from tests.rules.safety.test_gates import MEMBER, MINUTE, ORGANISER, Walk
from tests.rules.safety.test_ticks import line

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def tap(item="C-B4", at=MONDAY_9AM, *, ticked=True, **more):
    return Tap(tap=uuid4(), item_id=item, is_ticked=ticked, device_at=at, **more)


def send(walk, *taps, by=None, sent_at=None, now=MONDAY_9AM, roles=MEMBER):
    answers = tick_together(
        member=by or walk.rosa,
        roles=roles,
        occurrence_id=walk.date.pk,
        taps=taps,
        sent_at=sent_at or now,
        now=now,
    )
    return [type(answer.refusal) if answer.refusal else None for answer in answers]


def test_two_hundred_ticks_cost_hardly_more_statements_than_two():
    walk = Walk()
    send(walk, tap())
    counts = []
    for many in (2, 200):
        with CaptureQueriesContext(connection) as seen:
            send(walk, *(tap(at=MONDAY_9AM + n * MINUTE) for n in range(many)), now=MONDAY_9AM + DAY)
        counts.append(len(seen))
    assert counts[1] <= counts[0] + 4  # SQLite writes some sixty rows in one statement
    assert ChecklistTick.objects.count() == 203


def test_the_same_tap_is_kept_once_however_often_and_late_it_comes():
    """RULE-57."""
    walk = Walk()
    mine = tap()
    send(walk, mine, mine)
    send(walk, mine, now=MONDAY_9AM + 20 * DAY)
    assert ChecklistTick.objects.count() == 1


def test_out_of_order_the_last_tap_counts():
    walk = Walk()
    first, second = tap(), tap(at=MONDAY_9AM + MINUTE, ticked=False)
    send(walk, second, now=MONDAY_9AM + DAY)
    send(walk, first, now=MONDAY_9AM + DAY)
    assert not line(walk, "C-B4").is_done
    assert ChecklistTick.objects.count() == 2


@pytest.mark.parametrize("wrong", [3 * DAY, -3 * DAY, dt.timedelta(days=-20000)], ids=["ahead", "behind", "from 1971"])
def test_a_clock_that_is_days_wrong_neither_wins_nor_loses(wrong):
    """Rosa ticks at 9:00, Bashir takes it back at 9:01, Rosa ticks again at 9:02; only Rosa's clock is wrong."""
    walk = Walk()
    rosas = [tap(at=MONDAY_9AM + wrong), tap(at=MONDAY_9AM + 2 * MINUTE + wrong, note="again")]
    send(walk, tap(at=MONDAY_9AM + MINUTE, ticked=False), by=walk.bashir, now=MONDAY_9AM + DAY)
    send(walk, *rosas, sent_at=MONDAY_9AM + DAY + wrong, now=MONDAY_9AM + DAY)
    assert line(walk, "C-B4").tick.note == "again"
    send(walk, tap(at=MONDAY_9AM + 3 * MINUTE, ticked=False), by=walk.bashir, now=MONDAY_9AM + DAY)
    assert not line(walk, "C-B4").is_done
    kept = ChecklistTick.objects.filter(by=walk.rosa).order_by("counts_at")
    assert [row.device_at for row in kept] == [row.device_at for row in rosas]
    assert {row.server_at for row in kept} == {MONDAY_9AM + DAY}


def test_a_clock_that_is_ahead_never_counts_as_later_than_it_arrived():
    walk = Walk()
    send(walk, tap(at=MONDAY_9AM + 3 * DAY), sent_at=MONDAY_9AM, now=MONDAY_9AM)
    assert ChecklistTick.objects.get().counts_at == MONDAY_9AM


def test_two_leads_tick_at_once_and_merge_item_by_item():
    walk = Walk()
    send(walk, tap("C-B4"), tap("C-B7"), by=walk.rosa)
    send(walk, tap("C-B8"), tap("C-B7", at=MONDAY_9AM - MINUTE, ticked=False), by=walk.bashir)
    done = {item: line(walk, item).is_done for item in ("C-B4", "C-B7", "C-B8")}
    assert done == {"C-B4": True, "C-B7": True, "C-B8": True}


def test_ticks_for_a_cancelled_date_are_kept():
    walk = Walk()
    Occurrence.objects.filter(pk=walk.date.pk).update(state="cancelled")
    assert send(walk, tap()) == [None]
    assert ChecklistTick.objects.get().item_id == "C-B4"


def test_a_tick_of_an_older_list_counts_for_the_same_item_and_says_its_version():
    """RULE-58."""
    walk = Walk()
    send(walk, tap("C-B4", version=1))
    assert line(walk, "C-B4").is_done
    assert ChecklistTick.objects.get().version == 1


def test_a_tick_of_an_item_that_only_an_older_list_had_is_kept_beside_the_list_with_its_words():
    walk = Walk()
    old = tap("C-B99", version=1, words="Somebody brings a lamp", note="I do")
    assert send(walk, old) == [None]
    missing = walk.missing("publish")
    kept = ChecklistTick.objects.get()
    assert (kept.item_id, kept.words, kept.note) == ("C-B99", "Somebody brings a lamp", "I do")
    assert "C-B99" not in {each.item.id for each in walk.filled().lines}
    assert missing == walk.missing("publish")
    reply = signed_in(walk.rosa).get(f"/api/v1/occurrences/{walk.date.pk}/checklist").json()
    assert [(row["id"], row["text"], row["tick"]["note"]) for row in reply["older"]] == [
        ("C-B99", "Somebody brings a lamp", "I do")
    ]


def test_an_item_of_no_list_is_answered_with_not_found_and_refuses_no_other():
    walk = Walk()
    answers = send(walk, tap("HM-B1"), tap("C-B4"))
    assert [answer and answer.slug for answer in answers] == ["not-found", None]
    assert [row.item_id for row in ChecklistTick.objects.all()] == ["C-B4"]


def test_what_cannot_be_is_said_for_each_tick():
    walk = Walk()
    on_the_day = THURSDAY_1530 - MINUTE
    assert send(walk, tap("C-D2"), tap("C-B1"), tap("C-B4")) == [NotTheDayYet, KnownAlready, None]
    answers = send(walk, tap("C-D1", at=on_the_day), tap("C-D2", at=on_the_day), now=on_the_day)
    assert [answer and answer.slug for answer in answers] == ["invalid", None]
    Occurrence.objects.filter(pk=walk.date.pk).update(state="closed")
    later = on_the_day + DAY
    assert send(walk, tap(ticked=False, at=later), tap("C-B7", at=later), now=later) == [ChecklistClosed, None]


def test_one_that_cannot_be_read_refuses_no_other():
    walk = Walk()
    good, bad = str(uuid4()), str(uuid4())
    body = {
        "sent_at": "2026-01-05T09:00:00Z",
        "ticks": [
            {"tap": bad, "item_id": "C-B7", "ticked": "yes", "device_at": "2026-01-05T09:00:00Z"},
            {"tap": good, "item_id": "C-B4", "ticked": True, "device_at": "2026-01-05T09:00:00Z"},
        ],
    }
    path = f"/api/v1/occurrences/{walk.date.pk}/checklist/ticks"
    reply = signed_in(walk.rosa).put(path, body, format="json")
    assert reply.status_code == 200
    assert [(row["tap"], row["problem"] and row["problem"]["status"]) for row in reply.json()["results"]] == [
        (bad, 400),
        (good, None),
    ]
    assert str(ChecklistTick.objects.get().tap) == good


def test_a_printed_list_is_typed_in_in_the_name_of_who_ticked_it():
    walk = Walk()
    rosa, bashir = walk.rosa, walk.bashir
    later = THURSDAY_1530 + DAY
    answers = send(
        walk,
        tap("C-D2", at=THURSDAY_1530, paper_by="second"),
        tap("C-D1", at=THURSDAY_1530, number=7, paper_by="lead"),
        tap("C-D4", at=THURSDAY_1530),
        by=rosa,
        now=later,
    )
    assert answers == [None, None, None]
    found = line(walk, "C-D2").tick
    assert (found.by, found.typed_by, found.is_from_paper) == (bashir, rosa, True)
    assert (found.device_at, found.server_at, found.counts_at) == (THURSDAY_1530, later, THURSDAY_1530)
    assert line(walk, "C-D1").tick.number == 7
    shown = signed_in(bashir).get(f"/api/v1/occurrences/{walk.date.pk}/checklist").json()
    told = {row["id"]: row["tick"] for row in shown["items"] if row["tick"]}
    assert (told["C-D2"]["by"], told["C-D2"]["typed_by"]) == (bashir.called_name, rosa.called_name)


def test_who_only_organises_types_paper_in_and_ticks_nothing_of_the_day_themselves():
    walk = Walk()
    olu = MemberFactory(organisation=walk.activity.organisation, roles=("organiser",))
    later = THURSDAY_1530 + DAY
    own, paper = tap("C-D2", at=THURSDAY_1530), tap("C-D2", at=THURSDAY_1530, paper_by="lead")
    answers = send(walk, own, paper, by=olu, roles=ORGANISER, now=later)
    assert [answer and answer.slug for answer in answers] == ["not-allowed", None]
    assert ChecklistTick.objects.get().by == walk.rosa
