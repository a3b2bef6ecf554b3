"""Two who answer at once, and an undoing against a vote that opens: under threads with connections of their own."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django_scopes import scope

from aftershift.ballots.services import checking, opening
from aftershift.core.errors import DomainError
from aftershift.ideas import services
from aftershift.ideas.models import Decision, Idea, Interest, Merge, MergeReply
from tests.factories import MONDAY_9AM, MemberFactory, colleagues

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.timedelta(days=1)


def all_at_once(organisation_id: object, calls: list[Callable[[], object]]) -> list[str]:
    """What each call got: the name of its refusal, or "done"."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> str:
        try:
            with scope(organisation=organisation_id):
                start.wait()
                call()
            return "done"
        except DomainError as refusal:
            return refusal.slug
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.fixture
def people():
    ama = MemberFactory()
    return [ama, *colleagues(ama.organisation, 2), MemberFactory(organisation=ama.organisation, roles=("organiser",))]


def two_ideas(people):
    ama, ben, chidi, _ = people
    made = [
        services.propose(member=member, text=text, kind="walk", shown_as="named", now=MONDAY_9AM)
        for member, text in ((ama, "Walk by the canal"), (ben, "Walk by the river"))
    ]
    services.say_id_come(member=chidi, idea_id=made[0].pk, now=MONDAY_9AM)
    return made


def suggest(member, ends, goes_on):
    return services.suggest_merge(member=member, idea_id=ends.pk, into_id=goes_on.pk, now=MONDAY_9AM)


def answering(member, merge, agrees=True):
    return lambda: services.answer_merge(member=member, merge_id=merge.pk, agrees=agrees, now=MONDAY_9AM)


def test_both_authors_at_once_make_one_idea_once(people):
    ama, ben, *_ = people
    canal, river = two_ideas(people)
    merge = suggest(ama, canal, river)
    got = all_at_once(ama.organisation_id, [answering(who, merge) for who in (ama, ben) * 4])
    assert got == ["done"] * 8
    assert Merge.objects.of(ama.organisation_id).get().state == "merged"
    assert [row.status for row in Decision.objects.of(ama.organisation_id)] == ["merged"]


def test_one_pair_suggested_from_both_sides_at_once_is_one_suggestion(people):
    ama, ben, *_ = people
    canal, river = two_ideas(people)
    calls = [lambda: suggest(ama, canal, river), lambda: suggest(ben, river, canal)] * 4
    assert sorted(all_at_once(ama.organisation_id, calls)) == ["done"] + ["merge-suggested"] * 7
    assert Merge.objects.of(ama.organisation_id).count() == 1


def test_crossing_merges_leave_no_circle(people):
    """Canal into river into pond into canal: whoever is last finds an idea that has ended."""
    ama, ben, chidi, _ = people
    canal, river = two_ideas(people)
    pond = services.propose(member=chidi, text="Walk by the pond", kind="walk", shown_as="named", now=MONDAY_9AM)
    owners = {canal.pk: ama, river.pk: ben, pond.pk: chidi}
    calls = []
    for ends, goes_on in ((canal, river), (river, pond), (pond, canal)):
        merge = suggest(ama, ends, goes_on)
        answering(owners[ends.pk], merge)()
        calls.append(answering(owners[goes_on.pk], merge))
    got = all_at_once(ama.organisation_id, calls)
    merged = Merge.objects.of(ama.organisation_id).filter(state="merged")
    assert got.count("done") == merged.count()
    assert got.count("cannot-be-merged") == 3 - merged.count()
    assert Idea.objects.of(ama.organisation_id).exclude(status="merged").exists()


def test_an_undoing_and_a_vote_that_opens_do_not_both_happen(people):
    ama, ben, _, rosa = people
    canal, river = two_ideas(people)
    swim = services.propose(member=rosa, text="Swimming", kind="move", shown_as="named", now=MONDAY_9AM)
    merge = suggest(ama, canal, river)
    for who in (ama, ben):
        answering(who, merge)()

    for idea in (river, swim):
        checking.check(member=rosa, idea_id=idea.pk, verdict="yes", now=MONDAY_9AM)

    def open_a_ballot():
        option = {"weekday": "Sat", "start": dt.time(10), "minutes": 60}
        opening.open_ballot(
            member=rosa,
            title="Spring",
            closes_date=MONDAY_9AM.date() + 30 * DAY,
            closes_time=dt.time(18),
            options=[opening.NewOption(idea_id=idea.pk, **option) for idea in (river, swim)],
            slots=1,
            now=MONDAY_9AM,
        )

    got = all_at_once(
        ama.organisation_id,
        [open_a_ballot, lambda: services.undo_merge(member=ama, merge_id=merge.pk, now=MONDAY_9AM)],
    )
    log = [row.status for row in Decision.objects.of(ama.organisation_id).order_by("pk")]
    # Undone before the vote opened, or not at all.
    assert (got, log) in (
        (["done", "done"], ["merged", "open", "in_ballot", "in_ballot"]),
        (["done", "merge-stands"], ["merged", "in_ballot", "in_ballot"]),
    )


def test_a_reply_sent_many_times_at_once_is_one_interest(people):
    ama, ben, chidi, _ = people
    canal, river = two_ideas(people)
    merge = suggest(ama, canal, river)
    for who in (ama, ben):
        answering(who, merge)()
    calls = [lambda: services.reply_to_merge(member=chidi, merge_id=merge.pk, comes=True, now=MONDAY_9AM)] * 8
    assert all_at_once(ama.organisation_id, calls) == ["done"] * 8
    assert Interest.objects.of(ama.organisation_id).filter(idea=river).count() == 1
    reply = MergeReply.objects.of(ama.organisation_id).get()
    assert (reply.comes, reply.made_interest) == (True, True)
