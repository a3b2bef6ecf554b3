"""Q-R12 on 2,000 made-up organisations: the bytes by rules of our own, by the library, and by the reader that Thunderbird uses.

Rows are made up in memory and written as a feed is: 2,000 organisations in a database would be minutes of saving and no
other bytes. What the rows are is tested in test_feeds and test_feeds_of_each_purpose.
"""

import datetime as dt
import json
import random
import re
import subprocess
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from icalendar import Event
from icalendar.parser import Contentline, Parameters
from icalendar.prop import vText

from aftershift.calendars import writing
from aftershift.calendars.models import Feed
from aftershift.calendars.selectors import Entry
from aftershift.calendars.words import words_in

E2E = Path(__file__).parents[2] / "e2e"
ORGANISATIONS = 2000
PIECES = (
    *("walk", "Zażółć gęślą", "歩く会", "تمشیة", "\N{SUNFLOWER}", "\N{FAMILY}\N{ZERO WIDTH JOINER}\N{DOG}", "e\u0301"),
    *(
        ";",
        ",",
        "\\",
        "\\n",
        ":",
        '"',
        "'",
        "\n",
        "BEGIN:VEVENT",
        "=",
        "  ",
        "a" * 40,
        "\u2028",
        "DTSTART;TZID=x:",
        "%",
    ),
)
# Both changes of the clock, the hours around them, and what is far from them.
STARTS = [dt.datetime(2027, 3, 28, 0, 30, tzinfo=dt.UTC) + hour * dt.timedelta(minutes=30) for hour in range(6)] + [
    dt.datetime(2026, 10, 25, 0, 0, tzinfo=dt.UTC) + hour * dt.timedelta(minutes=30) for hour in range(6)
]
SAYS = {
    "en": ("After work", "Busy", "CANCELLED", "Waiting"),
    "pl": ("Po pracy", "Czas zajęty", "ODWOŁANE", "Lista oczekujących"),
    "ur": ("کام کے بعد", "مصروف", "منسوخ", "انتظار میں"),
}
LINE = re.compile(rb"[A-Z-]+(;[A-Z]+=[A-Z]+)?:")


def text(luck):
    return "".join(luck.choice(PIECES) for _ in range(luck.randint(1, 12))).strip() or "walk"


def made_up(luck):
    at = luck.choice(
        [*STARTS, dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC) + luck.randint(0, 9000) * dt.timedelta(hours=1)]
    )
    mine = luck.choice(["", "", "placed", "waiting", "offered"])
    return Entry(
        occurrence_id=UUID(int=luck.getrandbits(128)),
        title=text(luck),
        place=luck.choice(["", text(luck)]),
        starts_at=at,
        ends_at=at + luck.randint(1, 40) * dt.timedelta(minutes=15),
        state=luck.choice(["published", "published", "started", "closed", "cancelled"]),
        sequence=luck.randint(0, 9),
        revised_at=at - luck.randint(1, 900) * dt.timedelta(hours=1, microseconds=1),
        sign_up_status=mine,
        sign_up_sequence=luck.randint(0, 5) if mine else 0,
        changed_at=at - luck.randint(1, 900) * dt.timedelta(hours=1) if mine else None,
    )


def feed_of(luck):
    purpose = luck.choice(list(Feed.Purpose))
    says = luck.choice(["busy", "neutral", "titles"]) if purpose in ("mine", "leading") else ""
    feed = Feed(
        id=UUID(int=luck.getrandbits(128)), purpose=purpose, shows_titles=says == "titles", is_busy_only=says == "busy"
    )
    feed.language = luck.choice(list(SAYS))
    return feed


@pytest.fixture(scope="module")
def organisations():
    luck = random.Random(20261126)
    return [(feed_of(luck), [made_up(luck) for _ in range(luck.randint(0, 12))]) for _ in range(ORGANISATIONS)]


def written(feed, entries):
    return writing.calendar_of(feed=feed, entries=entries)


def expected_title(feed, entry):
    own, (neutral, busy, cancelled, waiting) = feed.purpose in ("mine", "leading"), SAYS[feed.language]
    title = busy if feed.is_busy_only else neutral if own and not feed.shows_titles else entry.title
    before = (
        cancelled if entry.state == "cancelled" else waiting if entry.sign_up_status in ("waiting", "offered") else ""
    )
    if not before:
        return title
    turns = feed.language == "ur" or any("\u0590" <= letter <= "\u06ff" for letter in title)
    return f"{before}: \u2068{title}\u2069" if turns else f"{before}: {title}"


def test_every_byte_keeps_to_the_rules(organisations):
    for feed, entries in organisations:
        body = written(feed, entries)
        assert body.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
        assert body.endswith(b"\r\nEND:VCALENDAR\r\n")
        assert b"\r" not in body.replace(b"\r\n", b"")
        assert b"\n" not in body.replace(b"\r\n", b"")
        for line in body.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()  # no character is cut
        unfolded = body.replace(b"\r\n ", b"").split(b"\r\n")[:-1]
        assert all(LINE.match(line) for line in unfolded)
        assert sum(line == b"BEGIN:VEVENT" for line in unfolded) == len(entries)
        names = [line.split(b":")[0].split(b";")[0] for line in unfolded]
        for forbidden in (b"ATTENDEE", b"ORGANIZER", b"CONTACT", b"TZID", b"X-WR-TIMEZONE", b"RRULE", b"URL"):
            assert forbidden not in names
        assert b"BEGIN:VTIMEZONE" not in unfolded
        for name in (b"DTSTART", b"DTEND", b"DTSTAMP", b"LAST-MODIFIED"):
            for line in unfolded:
                if line.startswith(name):
                    assert re.fullmatch(name + rb":\d{8}T\d{6}Z", line)
        name = SAYS[feed.language][1].encode() if feed.is_busy_only else b"Aftershift"
        for head in (b"METHOD:PUBLISH", b"NAME:" + name, b"X-WR-CALNAME:" + name, b"X-PUBLISHED-TTL:PT1H"):
            assert unfolded.count(head) == 1
        assert unfolded.count(b"REFRESH-INTERVAL;VALUE=DURATION:PT1H") == 1


def the_event(body):
    """Read by itself: to read 2,000 whole calendars twice takes a minute."""
    event, _, _ = body.partition(b"END:VEVENT")
    return Event.from_ical(b"BEGIN:VEVENT\r\n" + event + b"END:VEVENT\r\n")


def test_written_twice_it_is_the_same_and_one_change_changes_one_event(organisations):
    luck = random.Random(7)
    for feed, entries in organisations:
        before = written(feed, entries)
        assert written(feed, entries) == before
        if not entries:
            continue
        at = luck.randrange(len(entries))
        moved = entries[at]._replace(
            starts_at=entries[at].starts_at + dt.timedelta(minutes=5),
            sequence=entries[at].sequence + 1,
            revised_at=dt.datetime(2029, 1, 1, tzinfo=dt.UTC),
        )
        after = written(feed, [*entries[:at], moved, *entries[at + 1 :]])
        olds, news = (body.split(b"\r\nBEGIN:VEVENT\r\n") for body in (before, after))
        assert [place for place, (a, b) in enumerate(zip(olds[1:], news[1:], strict=True)) if a != b] == [at]
        old, new = (the_event(events[at + 1]) for events in (olds, news))
        assert new["SEQUENCE"] == old["SEQUENCE"] + 1
        assert new["UID"] == old["UID"]
        assert new["DTSTAMP"].dt == new["LAST-MODIFIED"].dt == dt.datetime(2029, 1, 1, tzinfo=dt.UTC)


def test_no_two_dates_share_a_uid_and_none_shows_an_id_of_ours(organisations):
    for feed, entries in organisations:
        body = written(feed, entries).decode()
        uids = re.findall(r"\r\nUID:(.+)\r\n", body)
        assert len(set(uids)) == len(uids)
        for entry in entries:
            assert str(entry.occurrence_id) not in body


def test_the_reader_of_thunderbird_and_nextcloud_understands_all_of_it(organisations):
    bodies = [written(feed, entries).decode() for feed, entries in organisations]
    asked = subprocess.run(
        ["node", "read-calendars.mjs"],
        cwd=E2E,
        input=json.dumps(bodies).encode(),
        capture_output=True,
        timeout=120,
        check=True,
    )
    found = json.loads(asked.stdout)
    assert len(found) == ORGANISATIONS
    for (feed, entries), calendar in zip(organisations, found, strict=True):
        assert calendar["method"] == "PUBLISH"
        shows_place = feed.shows_titles or feed.purpose not in ("mine", "leading")
        for entry, event in zip(entries, calendar["events"], strict=True):
            assert event["title"] == expected_title(feed, entry)
            assert event["place"] == (entry.place if shows_place else "")
            assert dt.datetime.fromisoformat(event["starts"]) == entry.starts_at
            assert dt.datetime.fromisoformat(event["ends"]) == entry.ends_at
            assert event["sequence"] == entry.sequence + entry.sign_up_sequence
            waits = entry.sign_up_status in ("waiting", "offered")
            status = "CANCELLED" if entry.state == "cancelled" else "TENTATIVE" if waits else "CONFIRMED"
            assert event["status"] == status


def test_a_line_of_text_is_what_the_library_writes():
    """Escapes and folds, on 5,000 texts. (It also folds at 75 octets; where it cuts is its own affair.)"""
    luck = random.Random(3)
    for _ in range(5000):
        said = text(luck)
        ours = writing.text_line("SUMMARY", said)
        theirs = Contentline.from_parts("SUMMARY", Parameters(), vText(said)).to_ical() + b"\r\n"
        assert ours.encode().replace(b"\r\n ", b"") == theirs.replace(b"\r\n ", b"")


def test_the_hour_that_comes_twice_is_two_instants():
    """Python takes them for equal in their own zone, and what is kept of the one must not be said of the other."""
    london = ZoneInfo("Europe/London")
    first = dt.datetime(2026, 10, 25, 1, 30, tzinfo=london)
    for fold, said in ((0, "20261025T003000Z"), (1, "20261025T013000Z")):
        at = first.replace(fold=fold)
        entry = Entry(UUID(int=1), "Walk", "", at, at, "published", 0, at)
        written = writing.event(entry, family="programme", title=None, words=words_in("en"))
        assert f"\r\nDTSTART:{said}\r\nDTEND:{said}\r\n" in written
