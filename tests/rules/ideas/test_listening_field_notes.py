"""Field notes: typed in a staff room without signal, sent later, many at once (RF-13)."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from aftershift.ideas import selectors, services
from aftershift.ideas.errors import NotAnIdea
from aftershift.ideas.models import BarrierCount, FieldLine, FieldNote, Idea
from aftershift.people.registry import registered
from tests.factories import MONDAY_9AM, MemberFactory, SiteFactory, TeamFactory, same_query_count, signed_in, statements

pytestmark = pytest.mark.django_db
TODAY = MONDAY_9AM.date()
TEA, CHILDREN = "Tea at two in the night", "No one for the children"


@pytest.fixture
def kofi():
    return MemberFactory(roles=("connector",), called_name="Kofi")


@pytest.fixture
def rosa(kofi):
    return MemberFactory(organisation=kofi.organisation, roles=("organiser",), called_name="Rosa")


def line(mark="idea", text=TEA, tag=""):
    return {"mark": mark, "tag": tag, "text": text}


def note(*lines, date=TODAY, site=None, key=None):
    return {"id": key or uuid4(), "site": site, "date": date, "lines": list(lines) or [line()]}


def send(member, *notes, now=MONDAY_9AM):
    return services.send_field_notes(member=member, notes=notes or [note()], now=now)


def as_sent(*notes):
    """The same notes, as a phone writes them."""
    return {
        "notes": [
            {
                "id": str(n["id"]),
                "date": n["date"].isoformat(),
                "lines": [{name: value for name, value in one.items() if value} for one in n["lines"]],
            }
            for n in notes
        ]
    }


def put_up(member, row, shown_as="anonymous"):
    return services.put_up_line(
        member=member, note_id=row.note_id, line_id=row.pk, kind="talk", shown_as=shown_as, now=MONDAY_9AM
    )


def test_a_note_is_read_as_it_was_written(kofi):
    site = SiteFactory(organisation=kofi.organisation, name="Main site")
    send(kofi, note(line(), line("barrier", CHILDREN, "caring"), line("thanks", "The walk was lovely"), site=site.pk))
    (read,) = signed_in(kofi).get("/api/v1/field-notes").json()["results"]
    assert (read["site_name"], read["date"], read["writer_name"], read["is_mine"]) == (
        "Main site",
        "2026-01-05",
        "Kofi",
        True,
    )
    assert [(row["mark"], row["tag"], row["text"]) for row in read["lines"]] == [
        ("idea", "", TEA),
        ("barrier", "caring", CHILDREN),
        ("thanks", "", "The walk was lovely"),
    ]


def test_a_note_sent_twice_is_one_note_however_it_is_packed(kofi):
    """The answer was lost, and the phone packs the note again with another one, under a fresh key."""
    first, second = note(line("barrier", CHILDREN, "caring")), note()
    client = signed_in(kofi)
    for notes in ((first,), (first,), (first, second), (second, first)):
        assert client.send("POST", "/api/v1/field-notes", as_sent(*notes), once=True).status_code == 201
    assert FieldNote.objects.of(kofi.organisation_id).count() == 2
    assert FieldLine.objects.of(kofi.organisation_id).count() == 2
    assert BarrierCount.objects.of(kofi.organisation_id).get(tag="caring", about="").said == 1


def test_the_same_key_twice_in_one_request_is_one_note(kofi):
    key = uuid4()
    first, again = send(kofi, note(key=key), note(key=key))
    assert first.pk == again.pk


def test_a_repeat_answers_with_the_notes_it_sent(kofi):
    body = as_sent(note(), note())
    client, headers = signed_in(kofi), {"Idempotency-Key": str(uuid4())}
    replies = [client.post("/api/v1/field-notes", body, headers=headers).json() for _ in range(2)]
    assert replies[0] == replies[1]
    assert {row["phone_id"] for row in replies[0]["results"]} == {n["id"] for n in body["notes"]}


def test_twenty_notes_take_one_request_and_as_many_statements_as_one(kofi):
    one = statements(lambda: send(kofi, note(line(), line("barrier", CHILDREN, "caring"))))
    twenty = statements(lambda: send(kofi, *[note(line(), line("barrier", CHILDREN, "caring")) for _ in range(20)]))
    assert twenty <= one  # the first of a month also makes its rows of counts
    assert FieldNote.objects.of(kofi.organisation_id).count() == 21
    body = as_sent(*[note() for _ in range(21)])
    assert signed_in(kofi).send("POST", "/api/v1/field-notes", body, once=True).status_code == 400


def test_two_writers_may_have_the_same_key(kofi, rosa):
    key = uuid4()
    send(kofi, note(key=key))
    send(rosa, note(key=key))
    assert FieldNote.objects.of(kofi.organisation_id).count() == 2


def test_a_note_is_for_its_writer_and_for_organisers(kofi, rosa):
    lead = MemberFactory(organisation=kofi.organisation, roles=("connector",))
    (sent,) = send(kofi)
    assert len(signed_in(rosa).get("/api/v1/field-notes").json()["results"]) == 1
    assert signed_in(lead).get("/api/v1/field-notes").json()["results"] == []
    for act in (
        lambda: services.delete_field_note(member=lead, note_id=sent.pk),
        lambda: put_up(lead, sent.lines.get()),
    ):
        with pytest.raises(NotVisible):
            act()
    assert FieldNote.objects.of(kofi.organisation_id).exists()


def test_an_organiser_without_the_second_factor_reads_their_own_alone(kofi, rosa):
    send(kofi)
    assert signed_in(rosa, second_factor=False).get("/api/v1/field-notes").status_code == 403


def test_who_manages_people_reads_no_writer(kofi):
    both = MemberFactory(organisation=kofi.organisation, roles=("organiser", "supervisor"))
    send(kofi)
    (read,) = signed_in(both).get("/api/v1/field-notes").json()["results"]
    assert (read["writer_name"], read["phone_id"], read["is_mine"]) == (None, None, False)


def test_a_member_without_such_a_role_writes_none(kofi):
    ama = MemberFactory(organisation=kofi.organisation)
    with pytest.raises(NotAllowed):
        send(ama)


@pytest.mark.parametrize("field", ["site", "date"])
def test_a_place_elsewhere_and_a_day_to_come_are_refused_and_nothing_is_kept(kofi, field):
    wrong = {"site": uuid4(), "date": TODAY + dt.timedelta(days=1)}
    with pytest.raises(FieldProblem) as refused:
        send(kofi, note(), note(**{field: wrong[field]}))
    assert refused.value.facts["errors"][0]["pointer"] == f"/notes/1/{field}"
    assert not FieldNote.objects.of(kofi.organisation_id).exists()


def test_a_barrier_says_which_one_and_nothing_else_does(kofi):
    for lines in ([line("barrier", CHILDREN)], [line("question", "When is it?", "time")]):
        reply = signed_in(kofi).send("POST", "/api/v1/field-notes", as_sent(note(*lines)), once=True)
        assert reply.status_code == 400


# ---- a line becomes an idea


def test_a_line_is_put_up_in_its_own_words_without_a_name(kofi, rosa):
    (sent,) = send(kofi)
    made = put_up(kofi, sent.lines.get()).idea
    assert (made.text, made.shown_as) == (TEA, "anonymous")
    body = signed_in(rosa).get(f"/api/v1/ideas/{made.pk}").json()
    assert body["author"] == {"shown_as": "anonymous", "name": None, "is_me": False}


def test_a_line_is_put_up_by_the_team(kofi):
    kofi.team = TeamFactory(organisation=kofi.organisation, name="Porters")
    kofi.save(update_fields=["team"])
    (sent,) = send(kofi)
    card = selectors.card(
        member=kofi, roles=("member",), idea_id=put_up(kofi, sent.lines.get(), "team").idea_id, today=TODAY
    )
    assert card.author.name == "Porters"


def test_a_line_that_is_put_up_twice_is_one_idea(kofi, rosa):
    (sent,) = send(kofi)
    first = put_up(kofi, sent.lines.get())
    again = put_up(rosa, sent.lines.get())
    assert first.idea_id == again.idea_id
    assert Idea.objects.of(kofi.organisation_id).count() == 1


def test_somebody_elses_words_are_not_signed_with_ones_name(kofi):
    (sent,) = send(kofi)
    with pytest.raises(FieldProblem):
        put_up(kofi, sent.lines.get(), "named")
    assert not Idea.objects.of(kofi.organisation_id).exists()


def test_only_an_idea_is_put_up(kofi):
    (sent,) = send(kofi, note(line("thanks", "The walk was lovely")))
    with pytest.raises(NotAnIdea):
        put_up(kofi, sent.lines.get())


# ---- taking away


def test_a_note_with_a_name_in_it_is_taken_away_and_its_idea_and_counts_stay(kofi, rosa):
    (sent,) = send(kofi, note(line(), line("barrier", CHILDREN, "caring")))
    put_up(kofi, sent.lines.get(mark="idea"))
    assert signed_in(rosa).delete(f"/api/v1/field-notes/{sent.pk}").status_code == 204
    assert not FieldLine.objects.of(kofi.organisation_id).exists()
    assert Idea.objects.of(kofi.organisation_id).count() == 1
    assert BarrierCount.objects.of(kofi.organisation_id).get(tag="caring", about="").said == 1


def test_a_forgotten_writer_leaves_the_note_without_a_name(kofi, rosa):
    send(kofi)
    assert registered["ideas"].export(kofi)["field_notes"] == [{"date": "2026-01-05", "lines": [["idea", TEA]]}]
    registered["ideas"].erase(kofi, MONDAY_9AM)
    (read,) = signed_in(rosa).get("/api/v1/field-notes").json()["results"]
    assert read["writer_name"] is None


def test_the_list_takes_as_many_statements_for_twenty_notes_as_for_one(kofi):
    site = SiteFactory(organisation=kofi.organisation)
    client = signed_in(kofi)

    def more(number):
        send(kofi, *[note(line(), line(), site=site.pk) for _ in range(number)])

    same_query_count(few=lambda: more(1), many=lambda: more(19), read=lambda: client.get("/api/v1/field-notes"))


# ---- such an idea is nobody's


def idea_of_a_note(kofi, shown_as="anonymous"):
    (sent,) = send(kofi)
    return put_up(kofi, sent.lines.get(), shown_as).idea


@pytest.mark.parametrize("shown_as", ["anonymous", "team"])
def test_nothing_leads_from_the_idea_to_who_wrote_it_down(kofi, shown_as):
    kofi.team = TeamFactory(organisation=kofi.organisation)
    kofi.save(update_fields=["team"])
    made = idea_of_a_note(kofi, shown_as)
    assert made.author_id is None
    body = signed_in(kofi).get(f"/api/v1/ideas/{made.pk}").json()
    assert (body["author"]["is_me"], body["can_be_changed"]) == (False, False)
    assert registered["ideas"].export(kofi)["ideas"] == []


def test_whoever_wrote_it_down_neither_changes_nor_withdraws_it(kofi):
    made = idea_of_a_note(kofi)
    for act in (
        lambda: services.edit(
            member=kofi, idea_id=made.pk, text="Other words", kind="walk", shown_as="named", now=MONDAY_9AM
        ),
        lambda: services.withdraw(member=kofi, idea_id=made.pk, now=MONDAY_9AM),
    ):
        with pytest.raises(NotAllowed):
            act()
    made.refresh_from_db()
    assert (made.text, made.status) == (TEA, "open")


def test_an_organiser_agrees_to_its_merging_in_public_and_not_whoever_wrote_it_down(kofi, rosa):
    ama = MemberFactory(organisation=kofi.organisation)
    made = idea_of_a_note(kofi)
    other = services.propose(member=ama, text="Tea at night", kind="talk", shown_as="named", now=MONDAY_9AM)
    merge = services.suggest_merge(member=ama, idea_id=made.pk, into_id=other.pk, now=MONDAY_9AM)
    with pytest.raises(NotVisible):
        services.answer_merge(member=kofi, merge_id=merge.pk, agrees=True, now=MONDAY_9AM)
    services.answer_merge(member=ama, merge_id=merge.pk, agrees=True, now=MONDAY_9AM)
    services.answer_merge_in_place(
        member=rosa, merge_id=merge.pk, agrees=True, reason="It was said in a staff room.", now=MONDAY_9AM
    )
    made.refresh_from_db()
    assert made.status == "merged"


def test_an_organiser_who_wrote_it_down_may_judge_it_as_it_is_not_their_own(rosa):
    made = idea_of_a_note(rosa)
    services.judge(member=rosa, idea_id=made.pk, what="hidden", reason="It names a colleague.", now=MONDAY_9AM)
    made.refresh_from_db()
    assert made.hidden_reason == "It names a colleague."


def test_a_forgotten_writer_leaves_the_teams_idea_to_the_team(kofi):
    kofi.team = TeamFactory(organisation=kofi.organisation, name="Porters")
    kofi.save(update_fields=["team"])
    made = idea_of_a_note(kofi, "team")
    registered["ideas"].erase(kofi, MONDAY_9AM)
    made.refresh_from_db()
    assert (made.team_id, made.shown_as) == (kofi.team_id, "team")


def test_who_heard_it_says_what_kind_it_is(kofi):
    assert idea_of_a_note(kofi).kind == "talk"
