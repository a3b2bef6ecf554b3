"""What the page of a date says beside the plan: the small facts, the picture, whose idea it was, and what changed."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity, Change
from aftershift.activities.services import organising
from aftershift.core import clock
from aftershift.ideas import services as ideas
from aftershift.media import services as media
from aftershift.media import storing
from aftershift.media.models import Photo
from tests.factories import MemberFactory, colleagues, signed_in, statements
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
IN_A_WEEK = dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def rosa():
    return MemberFactory(roles=("organiser",))


@pytest.fixture
def ama(rosa):
    return colleagues(rosa.organisation, 1)[0]


def a_date(member, *, days=0, activity=None, **about):
    activity = activity or ActivityFactory(organisation=member.organisation, **about)
    starts_at = clock.now().replace(microsecond=0) + IN_A_WEEK + dt.timedelta(days=days)
    return OccurrenceFactory(activity=activity, starts_at=starts_at)


def read(member, walk):
    reply = signed_in(member).get(f"/api/v1/occurrences/{walk.pk}/about")
    assert reply.status_code == 200
    return reply


def tell(member, walk, *, version=0, **facts):
    headers = {"If-Match": f'"{version}-x"'}
    return signed_in(member).send("PUT", f"/api/v1/occurrences/{walk.pk}/about", facts, **headers)


def a_photo(member):
    files = {f"{size}_file": storing.keep(size.encode(), "jpg") for size in ("large", "small")}
    return media.keep_photo(member=member, width=64, height=48, now=clock.now(), **files)


def whats(member, walk):
    return [change["what"] for change in read(member, walk).json()["changes"]]


def test_nothing_is_guessed_before_it_has_been_told(rosa, ama):
    found = read(ama, a_date(rosa)).json()
    assert (found["steps"], found["toilets"], found["time"]) == ("not_said", "not_said", "not_said")
    assert (found["stops"], found["what_is_free"], found["photo"]) == ("", "", None)


def test_what_is_told_once_stands_on_every_date(rosa, ama):
    first = a_date(rosa)
    second = a_date(rosa, days=7, activity=first.activity)
    said = {
        "steps": "none",
        "toilets": "on_the_way",
        "stops": "Ten minutes for prayer at the pond",
        "what_is_free": "Tea and fruit",
        "time": "paid",
    }
    assert tell(rosa, first, **said).status_code == 200
    assert said.items() <= read(ama, second).json().items()


def test_what_is_left_out_stays_as_it_was(rosa):
    walk = a_date(rosa)
    tell(rosa, walk, steps="few", stops="A bench half way")
    assert tell(rosa, walk, version=1, toilets="there").json()["stops"] == "A bench half way"


def test_a_lead_tells_it_and_other_members_do_not(rosa, ama):
    walk = a_date(rosa)
    assert tell(ama, walk, steps="none").status_code == 403
    Activity.objects.update(lead=ama)
    assert tell(ama, walk, steps="none").status_code == 200


def test_who_read_older_facts_changes_nothing(rosa):
    walk = a_date(rosa)
    tag = tell(rosa, walk, steps="few").headers["ETag"]
    assert tell(rosa, walk, steps="none").status_code == 412
    assert read(rosa, walk).json()["steps"] == "few"
    assert tell(rosa, walk, version=tag.strip('"').split("-")[0], steps="none").status_code == 200


@pytest.mark.parametrize("tag", ['"x"', "*", '"-1-a"'])
def test_a_version_of_something_else_is_stale(rosa, tag):
    path = f"/api/v1/occurrences/{a_date(rosa).pk}/about"
    assert signed_in(rosa).send("PUT", path, {}, **{"If-Match": tag}).status_code == 412


def test_without_a_version_nothing_is_told(rosa):
    reply = signed_in(rosa).send("PUT", f"/api/v1/occurrences/{a_date(rosa).pk}/about", {"steps": "none"})
    assert reply.status_code == 428


@pytest.mark.parametrize("wrong", [{"steps": "some"}, {"time": None}, {"stops": "x" * 161}, {"unheard": "of"}])
def test_what_is_no_fact_is_refused(rosa, wrong):
    walk = a_date(rosa)
    assert tell(rosa, walk, **wrong).status_code == 400
    assert read(rosa, walk).json()["steps"] == "not_said"


def test_the_picture_of_the_meeting_place_is_seen_by_who_reads_the_page(rosa, ama):
    walk, photo = a_date(rosa), a_photo(rosa)
    tell(rosa, walk, photo_id=str(photo.pk), photo_alt="The clock over the main door")
    shown = read(ama, walk).json()["photo"]
    assert shown == {"id": str(photo.pk), "width": 64, "height": 48, "alt": "The clock over the main door"}
    assert signed_in(ama).get(f"/api/v1/photos/{photo.pk}/small").status_code == 200
    assert signed_in(MemberFactory()).get(f"/api/v1/photos/{photo.pk}/small").status_code == 404


def test_a_new_picture_takes_the_place_of_the_old_one_and_null_takes_it_away(rosa):
    walk, old, new = a_date(rosa), a_photo(rosa), a_photo(rosa)
    tell(rosa, walk, photo_id=str(old.pk))
    tell(rosa, walk, version=1, photo_id=str(new.pk), photo_alt="The bench")
    assert list(Photo.objects.values_list("pk", flat=True)) == [new.pk]
    assert tell(rosa, walk, version=2, steps="few").json()["photo"]["alt"] == "The bench"
    assert tell(rosa, walk, version=3, photo_id=None).json()["photo"] is None
    assert not Photo.objects.exists()


def test_somebody_elses_photo_is_not_taken_and_no_fact_is_kept(rosa, ama):
    walk = a_date(rosa)
    assert tell(rosa, walk, steps="few", photo_id=str(a_photo(ama).pk)).status_code == 409
    assert read(rosa, walk).json()["steps"] == "not_said"


def an_idea(author, shown_as):
    return ideas.propose(member=author, text="Walk by the canal", kind="walk", shown_as=shown_as, now=clock.now())


@pytest.mark.parametrize(("shown_as", "is_named"), [("named", True), ("anonymous", False)])
def test_the_page_names_who_proposed_it_as_they_wanted_to_be_named(rosa, ama, shown_as, is_named):
    walk = a_date(rosa, idea_id=an_idea(ama, shown_as).pk)
    (ben,) = colleagues(rosa.organisation, 1)
    assert read(ben, walk).json()["proposer"] == {
        "shown_as": shown_as,
        "name": ama.called_name if is_named else None,
        "is_me": False,
    }
    assert read(ama, walk).json()["proposer"]["is_me"] is True


def test_a_supervisor_reads_no_name_of_who_proposed_it(rosa, ama):
    walk = a_date(rosa, idea_id=an_idea(ama, "named").pk)
    boss = MemberFactory(organisation=rosa.organisation, roles=("supervisor", "organiser"))
    assert read(boss, walk).json()["proposer"]["name"] is None


def test_an_idea_that_was_taken_back_names_nobody(rosa, ama):
    idea = an_idea(ama, "named")
    walk = a_date(rosa, idea_id=idea.pk)
    type(idea).objects.filter(pk=idea.pk).update(status="withdrawn")
    assert read(rosa, walk).json()["proposer"] is None


def change(rosa, walk, **changes):
    organising.change_activity(
        member=rosa, roles=ORGANISER, activity_id=walk.activity_id, changes=changes, now=clock.now()
    )


def edit(do, rosa, walk, **more):
    return do(member=rosa, roles=ORGANISER, occurrence_id=walk.pk, now=clock.now(), **more)


def test_changed_words_are_told_on_every_date_with_what_they_were(rosa, ama):
    first = a_date(rosa)
    second = a_date(rosa, days=7, activity=first.activity)
    change(rosa, first, meeting_place="North gate", cost="")
    change(rosa, first, meeting_place="North gate")
    found = {row["what"]: (row["was"], row["became"]) for row in read(ama, second).json()["changes"]}
    assert found == {"meeting_place": ("Main door, by the big clock", "North gate")}


def test_changed_words_of_a_long_series_are_one_row(rosa):
    first = a_date(rosa)
    for n in range(1, 9):
        a_date(rosa, days=n, activity=first.activity)
    change(rosa, first, title="Friday walk")
    assert Change.objects.count() == 1


def test_a_moved_date_tells_from_when_to_when_and_only_there(rosa, ama):
    first = a_date(rosa)
    second = a_date(rosa, days=7, activity=first.activity)
    was = first.starts_at
    moved = edit(organising.move, rosa, first, date=first.local_date + dt.timedelta(days=1), time=dt.time(16, 0))
    (row,) = read(ama, first).json()["changes"]
    assert row["what"] == "moved"
    assert (row["was_at"]["at"], row["became_at"]["time"]) == (was.isoformat().replace("+00:00", "Z"), "16:00")
    assert row["became_at"]["date"] == moved.local_date.isoformat()
    assert whats(ama, second) == []


def test_calling_off_and_bringing_back_are_told_newest_first_with_the_reason(rosa, ama):
    walk = a_date(rosa)
    edit(organising.cancel, rosa, walk, reason="Snow")
    edit(organising.bring_back, rosa, walk)
    back, off = read(ama, walk).json()["changes"]
    assert (back["what"], off["what"], off["became"]) == ("brought_back", "cancelled", "Snow")


def test_a_new_lead_is_told_without_a_name_and_a_first_one_is_no_change(rosa, ama):
    walk = a_date(rosa)

    def lead(member):
        organising.set_leaders(
            activity_id=walk.activity_id,
            organisation_id=rosa.organisation_id,
            lead=member,
            second=None,
            now=clock.now(),
        )

    lead(ama)
    assert whats(ama, walk) == []
    lead(rosa)
    (row,) = read(ama, walk).json()["changes"]
    assert (row["what"], row["was"], row["became"]) == ("leaders", "", "")


def test_an_unchanged_page_is_not_sent_again(rosa, ama):
    walk = a_date(rosa)
    tag = read(ama, walk).headers["ETag"]
    path = f"/api/v1/occurrences/{walk.pk}/about"
    assert signed_in(ama).get(path, headers={"If-None-Match": tag}).status_code == 304
    change(rosa, walk, title="Friday walk")
    assert signed_in(ama).get(path, headers={"If-None-Match": tag}).status_code == 200


def test_many_changes_cost_no_more_statements_than_one(rosa, ama):
    walk = a_date(rosa)
    change(rosa, walk, title="Walk 0")
    client = signed_in(ama)
    path = f"/api/v1/occurrences/{walk.pk}/about"
    client.get(path)
    few = statements(lambda: client.get(path))
    for n in range(1, 30):
        change(rosa, walk, title=f"Walk {n}")
    assert statements(lambda: client.get(path)) == few
    assert len(whats(ama, walk)) == 20


@pytest.mark.parametrize("kind", ["family", "day_out", "cafe", "listen", "litter", "choir", "calm"])
def test_every_kind_can_be_made_and_has_a_list_before_the_day(rosa, kind):
    body = {
        "title": "Together",
        "kind": kind,
        "meeting_place": "Main door",
        "starts_date": "2090-01-05",
        "starts_time": "15:30",
        "minutes": 45,
        "places": 12,
    }
    made = signed_in(rosa).send("POST", "/api/v1/activities", body, once=True)
    assert made.status_code == 201
    first = made.json()["occurrences"][0]["id"]
    assert signed_in(rosa).get(f"/api/v1/occurrences/{first}/checklist").status_code == 200
