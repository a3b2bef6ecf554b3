"""The pages that posters, shared links and printers open (DESIGN 11, Q-S5)."""

import datetime as dt
import hashlib
import itertools
import re
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django_scopes import scope
from icalendar import Calendar

from aftershift.activities.models import Activity, Occurrence
from aftershift.ballots.models import PrintedSlip
from aftershift.ballots.services import checking, opening, printing
from aftershift.ideas import services as ideas
from aftershift.organisations.models import JoinCode
from aftershift.pages.words import ENGLISH, LANGUAGES, URDU, language_for
from aftershift.people import codes, limits
from aftershift.people.models import Card, Member, Session
from tests.factories import MemberFactory, OrganisationFactory, SiteFactory, session_key_of
from tests.rules.people.world import PIN, poster, spoken_code

pytestmark = pytest.mark.django_db
NOW = dt.datetime.now(dt.UTC)


@pytest.fixture
def st_brides():
    return OrganisationFactory(name="St Bride's", short_name="st-brides")


@pytest.fixture
def token(st_brides):
    return poster(st_brides, now=NOW, take_down_date=NOW.date())


def a_walk(organisation, *, state="published", is_programme=True, title="Thursday walk", days=3, **fields):
    activity = Activity(
        organisation=organisation,
        title=title,
        kind="walk",
        meeting_place="Main entrance",
        cost="Free",
        minutes=45,
        made_at=NOW,
        is_programme=is_programme,
    )
    activity.save()
    starts = NOW.replace(hour=15, minute=30, second=0, microsecond=0) + dt.timedelta(days=days)
    occurrence = Occurrence(
        **{
            "organisation": organisation,
            "activity": activity,
            "local_date": starts.date(),
            "starts_at": starts,
            "ends_at": starts + dt.timedelta(minutes=45),
            "state": state,
            "places": 10,
            "taken": 4,
            "revised_at": NOW,
        }
        | fields
    )
    occurrence.save()
    return occurrence


def database() -> dict[str, str]:
    return {
        model._meta.label: hashlib.sha256(
            repr(list(model._base_manager.order_by("pk").values_list())).encode()
        ).hexdigest()
        for model in apps.get_models()
    }


def text(reply) -> str:
    return reply.content.decode()


class Fields(HTMLParser):
    """The form as a person without script would send it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "input" and given.get("type") != "checkbox":
            self.found[given["name"]] = given.get("value") or ""


def browser() -> Client:
    return Client(enforce_csrf_checks=True)


def fill(client: Client, path: str, **typed):
    form = Fields(text(client.get(path))).found
    return client.post(path, form | {"called_name": "Ama", "pin": PIN} | typed)


def test_the_door_says_who_invites_and_what_is_next_and_asks_two_things(st_brides, token):
    a_walk(st_brides)
    page = text(browser().get(f"/join/{token}"))
    assert "St Bride&#x27;s" in page
    assert "Thursday walk" in page
    assert "Free" in page
    assert page.count('type="text"') == 2
    assert set(Fields(page).found) == {"csrfmiddlewaretoken", "form_token", "lang", "called_name", "pin"}


def test_joining_without_script_ends_at_the_card_and_the_way_in(st_brides, token):
    client = browser()
    done = fill(client, f"/join/{token}", is_under_18="on")
    assert done.status_code == 303
    card = client.get(done["Location"])
    member = Member.objects.of(st_brides.pk).get(called_name="Ama")
    assert member.is_under_18
    assert codes.grouped(Card.objects.get(member_id=member.pk).code) in text(card)
    assert "<svg" in text(card)
    assert 'class="big" href="/"' in text(card)
    assert client.get("/api/v1/session").json()["member"]["id"] == str(member.pk)


def test_sending_the_form_twice_makes_one_member_and_one_session(st_brides, token):
    client = browser()
    form = Fields(text(client.get(f"/join/{token}"))).found | {"called_name": "Ama", "pin": PIN}
    first = client.post(f"/join/{token}", form)
    form["csrfmiddlewaretoken"] = client.cookies["aftershift-csrf"].value
    second = client.post(f"/join/{token}", form)
    assert (first.status_code, second.status_code) == (303, 303)
    assert Member.objects.of(st_brides.pk).filter(called_name="Ama").count() == 1
    assert Session.objects.count() == 1


@pytest.mark.parametrize("verb", ["get", "head"])
def test_opening_links_changes_nothing(st_brides, token, verb):
    """Q-S5: every page a link may open, also for a scanner that opens it again and again."""
    walk = a_walk(st_brides)
    client = browser()
    fill(client, f"/join/{token}")
    before = database()
    for path in (
        f"/join/{token}",
        "/join/wrong",
        "/join",
        "/joined",
        f"/a/{walk.pk}",
        f"/a/{uuid4()}",
        f"/print/poster/{token}",
        "/print/poster/wrong",
        "/print/card",
        "/join/door.css",
    ):
        for who in (client, browser()):
            for _ in range(3):
                assert getattr(who, verb)(path).status_code < 500
    assert database() == before
    assert fill(browser(), f"/join/{token}", called_name="Ben").status_code == 303


def test_the_page_is_small(st_brides, token):
    for n in range(5):
        a_walk(st_brides, title=f"A walk with a long name number {n}", days=n + 1)
    client = browser()
    for language in LANGUAGES:
        page = client.get(f"/join/{token}?lang={language}")
        css = client.get("/join/door.css")
        assert len(page.content) + len(css.content) + 1000 < 30 * 1024, "1,000 bytes for /boot.js"


def test_every_page_keeps_the_content_policy(st_brides, token):
    client = browser()
    fill(client, f"/join/{token}")
    walk = a_walk(st_brides)
    for path in (f"/join/{token}", "/join", "/joined", f"/a/{walk.pk}", f"/print/poster/{token}", "/print/card"):
        reply = client.get(path)
        assert reply.status_code == 200
        assert "default-src 'self'" in reply["Content-Security-Policy"]
        assert "unsafe-inline" not in reply["Content-Security-Policy"]
        page = text(reply)
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:", page), path
        assert reply["Cache-Control"] == "private, no-store"
        assert reply["Referrer-Policy"] == "same-origin"


def test_mistakes_are_said_at_the_fields_and_what_was_typed_is_kept_but_the_pin(st_brides, token):
    reply = fill(browser(), f"/join/{token}", called_name="<b>Ama</b>" + "x" * 40, pin="123456", is_under_18="on")
    page = text(reply)
    assert reply.status_code == 422
    assert ENGLISH.words["name_long"] in page
    assert ENGLISH.words["pin_easy"] in page
    assert "&lt;b&gt;Ama" in page
    assert "<b>Ama" not in page
    assert "123456" not in page
    assert 'name="is_under_18" checked' in page
    assert page.count('aria-invalid="true"') == 2
    assert Member.objects.of(st_brides.pk).count() == 1


def test_mistakes_keep_the_form_token(token):
    client = browser()
    form = Fields(text(client.get(f"/join/{token}"))).found
    again = client.post(f"/join/{token}", form | {"called_name": "", "pin": ""})
    assert Fields(text(again)).found["form_token"] == form["form_token"]


@pytest.mark.parametrize("end", ["wrong", "old", "taken back"])
def test_codes_that_open_nothing_say_the_same(token, end):
    if end == "wrong":
        token = codes.new_token()
    if end == "old":
        JoinCode.objects.update(ends_at=NOW)
    if end == "taken back":
        JoinCode.objects.update(revoked_at=NOW)
    reply = browser().get(f"/join/{token}")
    assert reply.status_code == 404
    assert text(reply).replace(token, "") == text(browser().get("/join/nothing"))
    assert ENGLISH.words["unknown_title"] in text(reply)


def test_a_spoken_code_opens_the_same_form(st_brides):
    organiser = MemberFactory(organisation=st_brides, roles=("organiser",))
    code = spoken_code(organiser, now=NOW)
    client = browser()
    first = Fields(text(client.get("/join"))).found | {"short_name": "st-brides", "spoken": codes.grouped(code)}
    form = client.post("/join", first)
    assert "St Bride&#x27;s" in text(form)
    wrong = client.post("/join", Fields(text(form)).found | {"called_name": "Ama", "pin": "1"})
    assert wrong.status_code == 422
    done = client.post("/join", Fields(text(wrong)).found | {"called_name": "Ama", "pin": PIN})
    assert done.status_code == 303
    assert Member.objects.of(st_brides.pk).filter(called_name="Ama").exists()


def test_guessing_spoken_codes_is_stopped_with_a_page(st_brides):
    client = browser()
    form = Fields(text(client.get("/join"))).found | {"short_name": "st-brides", "spoken": "AAAA0000"}
    replies = [client.post("/join", form) for _ in range(limits.JOIN_ADDRESS.tries + 1)]
    assert {r.status_code for r in replies[:-1]} == {404}
    assert replies[-1].status_code == 429
    assert int(replies[-1]["Retry-After"]) > 0
    assert ENGLISH.words["many_title"] in text(replies[-1])


def test_a_form_without_its_csrf_token_is_refused_with_a_page(st_brides, token):
    reply = browser().post(f"/join/{token}", {"called_name": "Ama", "pin": PIN})
    assert reply.status_code == 403
    assert "<h1>" in text(reply)
    assert Member.objects.of(st_brides.pk).count() == 1


def test_a_browser_that_prefers_urdu_gets_it_from_right_to_left_marked_unchecked(token):
    reply = browser().get(f"/join/{token}", headers={"Accept-Language": "ur-PK,ur;q=0.9,en;q=0.5"})
    page = text(reply)
    assert '<html lang="ur" dir="rtl">' in page
    assert URDU.words["unchecked"] in page
    assert reply["Content-Language"] == "ur"
    assert "اردو" in page
    assert "English" in page


def test_somebody_who_joins_in_urdu_is_kept_as_such(st_brides, token):
    client = browser()
    form = Fields(text(client.get(f"/join/{token}?lang=ur"))).found
    client.post(f"/join/{token}", form | {"called_name": "آمنہ", "pin": PIN})
    assert Member.objects.of(st_brides.pk).get(called_name="آمنہ").language == "ur"


def test_every_language_has_every_word_with_the_same_places_for_values():
    def places(words):
        return {name: sorted(re.findall(r"\{\w+\}", said)) for name, said in words.items()}

    for language in LANGUAGES.values():
        assert places(language.words) == places(ENGLISH.words)
        assert all(language.words[name] for name in ENGLISH.words if name != "unchecked")
        assert len(language.weekdays) == 7
        assert len(language.months) == 12
        assert bool(language.words["unchecked"]) is not language.is_checked


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", "en"),
        ("ur", "ur"),
        ("pl, ur;q=0.3, en;q=0.2", "ur"),
        ("en-GB,en;q=0.9,ur;q=0.8", "en"),
        (";;q=,,=", "en"),
        ("ur;q=oops, xx", "en"),
    ],
)
def test_the_language_is_guessed_from_the_browser(accepted, expected):
    assert language_for(chosen=None, accepted=accepted).code == expected
    assert language_for(chosen="ur", accepted=accepted).code == "ur"


def test_english_stays_plain():
    """LOOK 6: at most 20 words a sentence, no words from the list to avoid, no exclamation marks."""
    avoid = re.compile(r"\b(event|register|submit|user|profile|invalid|failed|expire|slot|deadline|should)\b|!", re.I)
    for name, said in ENGLISH.words.items():
        assert not avoid.search(said), name
        assert all(len(sentence.split()) <= 20 for sentence in re.split(r"[.?]", said)), name


def test_a_shared_activity_shows_what_when_where_and_no_names(st_brides):
    site = SiteFactory(organisation=st_brides)
    walk = a_walk(st_brides)
    lead = MemberFactory(organisation=st_brides, called_name="Rosalind", site=site)
    Activity.objects.of(st_brides.pk).update(lead=lead)
    reply = browser().get(f"/a/{walk.pk}")
    page = text(reply)
    assert reply.status_code == 200
    for said in (
        "Thursday walk",
        "Main entrance",
        "4 of 10 places are taken",
        "Easy for most people.",
        'property="og:title"',
    ):
        assert said in page
    assert "Rosalind" not in page
    assert f'href="/occurrences/{walk.pk}"' in page


def test_a_shared_activity_is_a_calendar_file_without_names_or_sign_in(st_brides):
    walk = a_walk(st_brides)
    Activity.objects.of(st_brides.pk).update(lead=MemberFactory(organisation=st_brides, called_name="Rosalind"))
    assert f'href="/a/{walk.pk}.ics?lang=en"' in text(browser().get(f"/a/{walk.pk}"))
    reply = browser().get(f"/a/{walk.pk}.ics")
    (event,) = Calendar.from_ical(reply.content).walk("VEVENT")
    assert reply["Content-Type"] == "text/calendar; charset=utf-8"
    assert (str(event["SUMMARY"]), event.start, event.end) == ("Thursday walk", walk.starts_at, walk.ends_at)
    assert "Rosalind" not in text(reply)
    assert not reply.cookies
    off = browser().get(f"/a/{a_walk(st_brides, state='cancelled').pk}.ics?lang=ur")
    assert "SUMMARY:منسوخ: \u2068Thursday walk\u2069" in text(off)


@pytest.mark.parametrize("fields", [{"state": "planned"}, {"is_programme": False}])
def test_what_is_not_open_to_others_has_no_file(st_brides, fields):
    hidden = a_walk(st_brides, **fields)
    replies = [browser().get(f"/a/{pk}.ics") for pk in (hidden.pk, uuid4())]
    assert [r.status_code for r in replies] == [404, 404]
    assert text(replies[0]) == text(replies[1])


@pytest.mark.parametrize("fields", [{"state": "planned"}, {"is_programme": False}])
def test_what_is_not_open_to_others_looks_absent(st_brides, fields):
    hidden = a_walk(st_brides, **fields)
    replies = [browser().get(f"/a/{pk}") for pk in (hidden.pk, uuid4())]
    assert [r.status_code for r in replies] == [404, 404]
    assert text(replies[0]) == text(replies[1])


def test_a_cancelled_activity_says_so_and_asks_nobody_to_come(st_brides):
    page = text(browser().get(f"/a/{a_walk(st_brides, state='cancelled').pk}"))
    assert ENGLISH.words["cancelled"] in page
    assert ENGLISH.words["come"] not in page


def test_the_door_shows_only_what_is_open_and_to_come(st_brides, token):
    a_walk(st_brides, title="Planned", state="planned")
    a_walk(st_brides, title="Just us", is_programme=False)
    a_walk(st_brides, title="Yesterday", days=-1)
    other = OrganisationFactory()
    from django_scopes import scope

    with scope(organisation=other.pk):
        a_walk(other, title="Elsewhere")
    page = text(browser().get(f"/join/{token}"))
    for hidden in ("Planned", "Just us", "Yesterday", "Elsewhere"):
        assert hidden not in page


def test_the_poster_carries_the_link_as_text_and_as_a_square(st_brides, token):
    a_walk(st_brides)
    page = text(browser().get(f"/print/poster/{token}"))
    assert f"/join/{token}" in page
    assert "<svg role" in page
    assert ENGLISH.date(NOW.date()).split()[0] in page


def test_without_a_session_there_is_no_card(st_brides, token):
    assert browser().get("/joined")["Location"] == "/join"
    assert browser().get("/print/card")["Location"] == "/sign-in"


def test_somebody_who_left_sees_no_card_any_more(st_brides, token):
    client = browser()
    fill(client, f"/join/{token}")
    assert client.get("/print/card").status_code == 200
    Member.objects.of(st_brides.pk).filter(called_name="Ama").update(left_at=NOW)
    assert client.get("/print/card").status_code == 302


@pytest.mark.parametrize(("host", "said"), [("192.168.1.7:8000", True), ("localhost:8000", False)])
def test_beyond_this_machine_plain_http_says_that_it_is_not_secure(token, settings, host, said):
    settings.DEMONSTRATION = True
    page = text(browser().get(f"/join/{token}", headers={"Host": host}))
    assert (ENGLISH.words["demonstration"] in page) is said


# ---- slips to print


def checked(rosa, text):
    idea = ideas.propose(member=rosa, text=text, kind="walk", shown_as="named", now=NOW)
    checking.check(member=rosa, idea_id=idea.pk, verdict="yes", now=NOW)
    return idea


def a_vote_with_slips(organisation, count):
    rosa = MemberFactory(organisation=organisation, roles=("organiser",))
    with scope(organisation=organisation.pk):
        options = [
            opening.NewOption(
                idea_id=checked(rosa, text).pk,
                weekday="Thu",
                start=dt.time(15, 30),
                minutes=60,
                price="£2 each",
            )
            for text in ("Walk by the canal", "Supper <before> nights")
        ]
        closes = NOW.date() + dt.timedelta(days=30)
        ballot = opening.open_ballot(
            member=rosa,
            title="Winter vote",
            closes_date=closes,
            closes_time=dt.time(20),
            options=options,
            slots=1,
            now=NOW,
        )
        printing.print_slips(member=rosa, ballot_id=ballot.pk, count=count, now=NOW)
        return rosa, ballot, set(PrintedSlip.objects.of(organisation.pk).values_list("number", flat=True))


def page_of_slips(member, ballot, *, method="post", **query):
    headers = {"X-Session-Token": session_key_of(member), "Accept-Language": "en"}
    return getattr(Client(), method)(f"/print/slips/{ballot.pk}", query, headers=headers)


def test_each_printed_slip_is_a_sheet_with_its_number_and_no_name(st_brides):
    rosa, ballot, numbers = a_vote_with_slips(st_brides, 3)
    reply = page_of_slips(rosa, ballot)
    assert reply.status_code == 200
    text = reply.content.decode()
    assert set(re.findall(r'<span class="code">(\d{6})</span>', text)) == numbers
    assert text.count('<section class="slip">') == 3
    assert text.count('role="img"') == 3
    assert text.count("Walk by the canal") == 3
    assert "Supper &lt;before&gt; nights" in text
    assert rosa.called_name not in text
    assert str(rosa.pk) not in text


def test_looking_at_the_page_prints_nothing_and_each_sheet_is_shown_once(st_brides):
    rosa, ballot, numbers = a_vote_with_slips(st_brides, 30)
    looks = [page_of_slips(rosa, ballot, method="get").content.decode() for _ in range(2)]
    for text in looks:
        assert "Slips to print: 30" in text
        assert '<form method="post">' in text
        assert not [number for number in numbers if number in text]
    asked = [re.findall(r'class="code">(\d{6})', page_of_slips(rosa, ballot).content.decode()) for _ in range(2)]
    assert (set(asked[0]), asked[1]) == (numbers, [])
    again = page_of_slips(rosa, ballot, method="get").content.decode()
    assert "There are no slips to print." in again
    assert "<form" not in again


def test_no_other_site_can_use_up_the_slips(st_brides):
    rosa, ballot, _numbers = a_vote_with_slips(st_brides, 2)
    browser = Client(enforce_csrf_checks=True)
    browser.cookies[settings.SESSION_COOKIE_NAME] = session_key_of(rosa)
    assert browser.get(f"/print/slips/{ballot.pk}").status_code == 200
    assert browser.post(f"/print/slips/{ballot.pk}").status_code == 403
    assert set(PrintedSlip._base_manager.values_list("state", flat=True)) == {"made"}


def test_printed_slips_are_for_those_who_hand_them_out(st_brides):
    rosa, ballot, _numbers = a_vote_with_slips(st_brides, 1)
    ama = MemberFactory(organisation=st_brides)
    stranger = MemberFactory(organisation=OrganisationFactory(), roles=("organiser",))
    for member, method in itertools.product((ama, stranger), ("get", "post")):
        assert page_of_slips(member, ballot, method=method).status_code == 404
    signed_out = Client().get(f"/print/slips/{ballot.pk}")
    assert (signed_out.status_code, signed_out["Location"]) == (302, "/sign-in")
    ballot.opened_at, ballot.closes_at = NOW - dt.timedelta(days=30), NOW - dt.timedelta(minutes=1)
    with scope(organisation=st_brides.pk):
        ballot.save(update_fields=["opened_at", "closes_at"])
    assert page_of_slips(rosa, ballot).status_code == 404
    assert set(PrintedSlip._base_manager.values_list("state", flat=True)) == {"made"}


def test_the_page_of_slips_reads_right_to_left_in_urdu(st_brides):
    rosa, ballot, _numbers = a_vote_with_slips(st_brides, 1)
    text = page_of_slips(rosa, ballot, lang="ur").content.decode()
    assert 'dir="rtl"' in text
    assert URDU.words["slip_tick"] in text
