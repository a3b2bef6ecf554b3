"""A walk's GPX file: length, climb and the line are kept; times, names and whatever else it says are not."""

import datetime as dt
import itertools
import math
import random

import pytest

from aftershift.activities.models import Track
from aftershift.activities.tracks.limited import read_track
from aftershift.activities.tracks.measuring import Spot, measured
from aftershift.core import clock
from aftershift.core.limited import CannotRead
from tests.factories import MemberFactory, OrganisationFactory, signed_in, statements
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

# One hundredth of a degree of latitude on a sphere of the earth's mean radius.
HUNDREDTH = 1111.95


def gpx(spots, *, inside="trkpt", extra=""):
    points = "".join(
        f'<{inside} lat="{lat:.7f}" lon="{lon:.7f}">'
        + ("" if height is None else f"<ele>{height:.2f}</ele>")
        + f"{extra}</{inside}>"
        for lat, lon, height in spots
    )
    body = (
        f"<rte>{points}</rte>"
        if inside == "rtept"
        else f"<trk><name>Home to work</name><trkseg>{points}</trkseg></trk>"
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="Watch" xmlns="http://www.topografix.com/GPX/1/1">'
    return f"{head}{body}</gpx>".encode()


def northwards(km, *, height=lambda m: 50.0, step=10):
    """A way due north from the hospital; `height` by metres along."""
    count = round(km * 1000 / step)
    return [(51.5 + n * step / HUNDREDTH / 100, -0.12, height(n * step)) for n in range(count + 1)]


def test_a_known_distance_comes_out_right():
    assert read_track(gpx([(51.5, 0.0, None), (51.51, 0.0, None)])).distance_m == 1112
    # A degree of longitude is shorter by the cosine of the latitude.
    east = read_track(gpx([(60.0, 0.0, None), (60.0, 0.01, None)])).distance_m
    assert east == round(HUNDREDTH * math.cos(math.radians(60)))


def test_land_s_end_to_john_o_groats_is_as_far_as_the_crow_flies():
    found = measured([[Spot(50.0657, -5.7132, None), Spot(52.3, -4.4, None)]])
    assert found["distance_m"] == pytest.approx(265_000, rel=0.02)


def test_one_hill_up_and_down_is_its_height():
    hill = northwards(4, height=lambda m: 50 + 120 * (1 - abs(m - 2000) / 2000))
    found = read_track(gpx(hill))
    assert found.climb_m == pytest.approx(120, abs=6)
    assert found.descent_m == pytest.approx(120, abs=6)


def test_a_watch_that_wobbles_climbs_no_hill():
    wobble = random.Random(7)
    flat = northwards(5, height=lambda m: 50 + wobble.uniform(-2, 2))
    naive = sum(max(0.0, b[2] - a[2]) for a, b in itertools.pairwise(flat))
    found = read_track(gpx(flat))
    assert naive > 200
    assert found.climb_m == found.descent_m == 0
    assert found.steepest_km is None


def test_the_steepest_kilometre_is_named():
    def height(m):
        return 20 + 100 * min(1.0, max(0.0, (m - 3000) / 1000))

    found = read_track(gpx(northwards(6, height=height)))
    assert found.steepest_km == 3
    assert found.profile is not None
    assert (found.profile[0], found.profile[-1]) == ([0, 20], [found.distance_m, 120])
    assert len(found.profile) == 61


def test_a_file_without_heights_has_a_length_and_no_climb():
    found = read_track(gpx([(lat, lon, None) for lat, lon, _ in northwards(3)]))
    assert (found.distance_m, found.climb_m, found.descent_m, found.profile) == (3000, None, None, None)


def test_a_planned_route_is_read_where_nothing_was_recorded():
    assert read_track(gpx(northwards(2), inside="rtept")).distance_m == 2000


def test_the_gap_between_two_stretches_is_not_walked():
    first, second = northwards(1), [(lat + 0.5, lon, h) for lat, lon, h in northwards(1)]
    two = gpx(first).replace(b"</trkseg></trk></gpx>", b"</trkseg>") + gpx(second).split(b"</name>")[1]
    assert read_track(two).distance_m == 2000


def test_nothing_but_the_way_is_kept():
    heart = "<time>2026-01-08T06:12:00Z</time><extensions><hr>98765</hr></extensions>"
    found = read_track(gpx(northwards(2), extra=heart))
    text = str(found)
    assert not [word for word in ("Home", "Watch", "2026", "98765") if word in text]


def test_the_line_is_simple_and_stays_beside_the_way():
    straight = read_track(gpx(northwards(10)))
    assert len(straight.points) == 2
    bend = [*northwards(1), *[(51.5 + 1000 / HUNDREDTH / 100, -0.12 + n * 0.0002, 50.0) for n in range(1, 60)]]
    assert len(read_track(gpx(bend)).points) == 3


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;">' % (c, *[c - 1] * 5) for c in b"bcdefghij")
    + b"]><gpx version='1.1'><trk><name>&j;</name></trk></gpx>"
)
FETCHES = b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY f SYSTEM "file:///etc/passwd">]><gpx><name>&f;</name></gpx>'


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("entities that grow", BOMB, "declarations"),
        ("an entity that fetches", FETCHES, "declarations"),
        ("nothing", b"", "not a GPX file"),
        ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(200), "not a GPX file"),
        ("half a file", gpx(northwards(1))[:900], "not a GPX file"),
        ("no number", gpx(northwards(1)).replace(b'lat="51.5', b'lat="north', 1), "not a GPX file"),
        ("not a number", gpx([(float("nan"), 0, None), (51.5, 0, None)]), "not a GPX file"),
        ("beyond the pole", gpx([(91.0, 0, None), (51.5, 0, None)]), "not a GPX file"),
        ("a height in space", gpx([(51.0, 0, 99_000), (51.01, 0, 5)]), "not a GPX file"),
        ("another kind of XML", b"<?xml version='1.0'?><svg><path d='M0 0'/></svg>", "not a GPX file"),
        ("no way", b"<?xml version='1.0'?><gpx version='1.1'></gpx>", "no way"),
        ("one point", gpx([(51.5, 0, None)]), "no way"),
        ("standing still", gpx([(51.5, 0, None)] * 5), "no length"),
        ("around the world", gpx([(0, n * 30.0, None) for n in range(-5, 6)]), "longer than 300 km"),
        ("too deep", b"<gpx>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</gpx>", "not a GPX file"),
        ("too many points", b"<gpx>" + b"<wpt/>" * 50_001 + b"</gpx>", "50,000 points"),
        ("too large", b" " * 2_000_001, "larger than 2 MB"),
        ("another alphabet", gpx(northwards(1)).decode().replace("UTF-8", "UTF-16").encode("utf-16"), "not a GPX file"),
    ],
)
def test_what_is_no_walk_is_refused_in_one_plain_sentence(name, data, says):
    with pytest.raises(CannotRead, match=says) as wrong:
        read_track(data)
    assert "passwd" not in str(wrong.value)


def test_the_largest_file_is_read_within_its_limits():
    spots = northwards(20, step=1)
    data = gpx(spots)
    assert 1_200_000 < len(data) <= 2_000_000
    assert read_track(data).distance_m == 20_000


# ---- through the API


@pytest.fixture
def walk(db):
    organisation = OrganisationFactory()
    lead = MemberFactory(organisation=organisation)
    return OccurrenceFactory(activity=ActivityFactory(organisation=organisation, lead=lead))


def path_of(walk):
    return f"/api/v1/activities/{walk.activity_id}/track"


def put(member, walk, data):
    return signed_in(member).put(path_of(walk), data, content_type="application/gpx+xml")


def test_the_lead_brings_a_track_and_everybody_reads_it(walk):
    client = signed_in(MemberFactory(organisation=walk.organisation))
    assert client.get(path_of(walk)).json() == {"track": None}
    said = put(walk.activity.lead, walk, gpx(northwards(6)))
    assert said.status_code == 200
    read = client.get(path_of(walk))
    assert read.json() == said.json()
    assert read.json()["track"]["distance_m"] == 6000
    assert client.get(path_of(walk), headers={"If-None-Match": read["ETag"]}).status_code == 304


def test_a_new_file_takes_the_place_of_the_old_and_taking_it_away_leaves_nothing(walk):
    lead = walk.activity.lead
    for km in (6, 3, 3):
        assert put(lead, walk, gpx(northwards(km))).json()["track"]["distance_m"] == km * 1000
    assert Track.objects.count() == 1
    for _ in range(2):
        assert signed_in(lead).delete(path_of(walk)).json() == {"track": None}
    assert not Track.objects.exists()


def test_nobody_else_brings_one_and_a_refused_file_leaves_the_old(walk):
    lead, member = walk.activity.lead, MemberFactory(organisation=walk.organisation)
    put(lead, walk, gpx(northwards(6)))
    assert put(member, walk, gpx(northwards(3))).status_code == 403
    refused = put(lead, walk, BOMB)
    assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[-1]) == (422, "track-not-readable")
    assert Track.objects.get().distance_m == 6000
    stranger = MemberFactory(organisation=OrganisationFactory(), roles=("organiser",))
    assert put(stranger, walk, gpx(northwards(3))).status_code == 404


def test_the_track_is_one_statement_more_than_the_activity(walk):
    client = signed_in(walk.activity.lead)
    without = statements(lambda: client.get(path_of(walk)))
    put(walk.activity.lead, walk, gpx(northwards(6)))
    assert statements(lambda: client.get(path_of(walk))) == without


def test_another_way_stands_in_what_changed_and_the_same_file_again_does_not(walk):
    lead = walk.activity.lead
    coming = OccurrenceFactory(activity=walk.activity, starts_at=clock.now() + dt.timedelta(days=3))
    for km in (6, 3, 3):
        put(lead, walk, gpx(northwards(km)))
    for _ in range(2):
        signed_in(lead).delete(path_of(walk))
    told = signed_in(lead).get(f"/api/v1/occurrences/{coming.pk}/about").json()["changes"]
    said = [(row["what"], row["was"], row["became"]) for row in told]
    assert said == [("track", "3000", ""), ("track", "6000", "3000"), ("track", "", "6000")]
