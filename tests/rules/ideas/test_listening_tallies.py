"""Shows of hands: what a room said, beside an idea and never added to anything (RF-14)."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.core.errors import FieldProblem, NotAllowed
from aftershift.ideas import selectors, services
from aftershift.ideas.models import Interest, Tally, TallyChoice
from aftershift.people.registry import registered
from tests.factories import MONDAY_9AM, MemberFactory, SiteFactory, same_query_count, signed_in

pytestmark = pytest.mark.django_db
TODAY = MONDAY_9AM.date()


@pytest.fixture
def kofi():
    return MemberFactory(roles=("connector",), called_name="Kofi")


@pytest.fixture
def rosa(kofi):
    return MemberFactory(organisation=kofi.organisation, roles=("organiser",))


def idea_of(member, text="Walk by the canal"):
    return services.propose(member=member, text=text, kind="walk", shown_as="named", now=MONDAY_9AM)


def choice(hands, *, idea=None, text=None):
    return {"idea": idea.pk if idea else None, "text": text, "hands": hands}


def enter(member, *choices, in_the_room=40, date=TODAY, site=None):
    return services.enter_tally(
        member=member,
        question="What shall we try first?",
        date=date,
        site=site,
        in_the_room=in_the_room,
        choices=choices or [choice(23, text="Swim")],
        now=MONDAY_9AM,
    )


def shown(member, tally):
    rows = selectors.tallies_for_cards(member=member).filter(pk=tally.pk)
    return selectors.tallies(rows, member=member, roles=("member",))[0]


def test_it_says_the_day_the_place_and_about_how_many_were_in_the_room(kofi):
    site = SiteFactory(organisation=kofi.organisation, name="Main site")
    walk = idea_of(kofi)
    enter(kofi, choice(23, idea=walk), choice(12, text="Swim"), in_the_room=41, site=site.pk)
    ama = MemberFactory(organisation=kofi.organisation)
    (read,) = signed_in(ama).get(f"/api/v1/ideas/{walk.pk}/tallies").json()["results"]
    assert (read["date"], read["site_name"], read["in_the_room"]) == ("2026-01-05", "Main site", {"about": 40})
    assert [(c["text"], c["hands"]) for c in read["choices"]] == [
        ("Walk by the canal", {"about": 25}),
        ("Swim", {"about": 10}),
    ]


def test_few_hands_and_none_look_alike(kofi):
    """A room is small and the site is named: whose seven hands went up could be known."""
    tally = shown(kofi, enter(kofi, choice(7, text="Swim"), choice(0, text="Run")))
    assert [c.hands for c in tally.choices] == [{"fewer_than": 8}, {"fewer_than": 8}]
    assert shown(kofi, enter(kofi, choice(3, text="Swim"), in_the_room=6)).in_the_room == {"fewer_than": 8}


def test_it_adds_no_interest(kofi):
    walk = idea_of(kofi)
    enter(kofi, choice(23, idea=walk))
    card = selectors.card(member=kofi, roles=("member",), idea_id=walk.pk, today=TODAY)
    assert card.interest == 0
    assert not Interest.objects.of(kofi.organisation_id).exists()


def test_the_words_stay_as_they_were_read_out(kofi):
    walk = idea_of(kofi)
    tally = enter(kofi, choice(23, idea=walk))
    services.edit(member=kofi, idea_id=walk.pk, text="Walk in the park", kind="walk", shown_as="named", now=MONDAY_9AM)
    assert shown(kofi, tally).choices[0].text == "Walk by the canal"


def test_a_hidden_idea_is_withheld_here_too(kofi, rosa):
    walk = idea_of(kofi)
    tally = enter(kofi, choice(23, idea=walk))
    services.judge(member=rosa, idea_id=walk.pk, what="hidden", reason="It names a colleague.", now=MONDAY_9AM)
    assert shown(kofi, tally).choices[0].text == ""
    with pytest.raises(FieldProblem):
        enter(kofi, choice(23, idea=walk))


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"choices": [{"idea": None, "text": "Swim", "hands": 41}]}, "/choices/0/hands"),
        ({"choices": [{"idea": None, "text": None, "hands": 4}]}, "/choices/0"),
        ({"choices": [{"idea": uuid4(), "text": None, "hands": 4}]}, "/choices/0/idea"),
        ({"choices": [{"idea": uuid4(), "text": "Swim", "hands": 4}]}, "/choices/0"),
        ({"date": TODAY + dt.timedelta(days=1)}, "/date"),
        ({"site": uuid4()}, "/site"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place_and_nothing_is_kept(kofi, wrong, pointer):
    right = {"date": TODAY, "site": None, "in_the_room": 40, "choices": [choice(4, text="Swim")]}
    with pytest.raises(FieldProblem) as refused:
        services.enter_tally(member=kofi, question="What first?", now=MONDAY_9AM, **(right | wrong))
    assert [error["pointer"] for error in refused.value.facts["errors"]] == [pointer]
    assert not Tally.objects.of(kofi.organisation_id).exists()


def test_a_member_enters_none(kofi):
    with pytest.raises(NotAllowed):
        enter(MemberFactory(organisation=kofi.organisation))


def test_a_wrong_one_goes_by_whoever_entered_it_or_an_organiser(kofi, rosa):
    other = MemberFactory(organisation=kofi.organisation, roles=("connector",))
    first, second = enter(kofi), enter(kofi)
    with pytest.raises(NotAllowed):
        services.delete_tally(member=other, tally_id=first.pk)
    services.delete_tally(member=kofi, tally_id=first.pk)
    services.delete_tally(member=rosa, tally_id=second.pk)
    assert not TallyChoice.objects.of(kofi.organisation_id).exists()


def test_sent_twice_it_is_one(kofi):
    client, headers = signed_in(kofi), {"Idempotency-Key": str(uuid4())}
    body = {
        "question": "What first?",
        "date": "2026-01-05",
        "in_the_room": 40,
        "choices": [{"text": "Swim", "hands": 9}],
    }
    for _ in range(2):
        assert client.post("/api/v1/tallies", body, headers=headers).status_code == 201
    assert Tally.objects.of(kofi.organisation_id).count() == 1


def test_a_forgotten_member_leaves_it_without_their_name(kofi):
    tally = enter(kofi)
    assert registered["ideas"].export(kofi)["tallies_entered"] == [
        {"question": "What shall we try first?", "date": "2026-01-05"}
    ]
    registered["ideas"].erase(kofi, MONDAY_9AM)
    tally.refresh_from_db()
    assert tally.entered_by is None


def test_the_lists_take_as_many_statements_for_twenty_as_for_one(kofi):
    walk = idea_of(kofi)
    site = SiteFactory(organisation=kofi.organisation)
    client = signed_in(kofi)

    def more(number):
        for _ in range(number):
            enter(kofi, choice(9, idea=walk), choice(9, text="Swim"), site=site.pk)

    for path in ("/api/v1/tallies", f"/api/v1/ideas/{walk.pk}/tallies"):
        same_query_count(few=lambda: more(1), many=lambda: more(9), read=lambda path=path: client.get(path))
