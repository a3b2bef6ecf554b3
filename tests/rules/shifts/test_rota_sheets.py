"""A sheet that a lead fills in with staff present: shown first, then everybody's pattern at once, or nobody's."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from aftershift.core.errors import NotAllowed, NotVisible, TooMany
from aftershift.people.models import Card, Member
from aftershift.shifts import selectors, services, sheets, tasks
from aftershift.shifts.errors import SheetHasErrors, SheetNotReadable, SheetOutOfDate, TooManyUnknown
from aftershift.shifts.models import FreeMap, GivenPattern, Pattern, RotaSheet
from aftershift.shifts.reading import limited
from aftershift.shifts.reading.sheet import csv_lines, look_through
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, signed_in, statements

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 1, 5)
DAY = dt.timedelta(days=1)
ROLES = frozenset({"lead"})
EARLIES = ["07:00-15:00"] * 5 + ["-", "-"]
NIGHTS = ["21:30-07:30"] * 4 + ["-"] * 4


def csv(*rows: str) -> bytes:
    return "\n".join(["name,pattern,anchor", *rows, ""]).encode()


def line(name: str, days: list[str] = EARLIES, anchor: str = "2026-01-05") -> str:
    return f"{name},{' '.join(days)},{anchor}"


def put_in(lead: Member, data: bytes, *, now: dt.datetime = MONDAY_9AM) -> RotaSheet:
    return sheets.keep_sheet(member=lead, roles=ROLES, sheet=look_through(csv_lines(data)), now=now)


def apply(lead: Member, data: bytes, *, now: dt.datetime = MONDAY_9AM) -> RotaSheet:
    return sheets.apply_sheet(member=lead, roles=ROLES, sheet_id=put_in(lead, data, now=now).pk, now=now)


def pattern_of(member: Member) -> list[str] | None:
    found = selectors.truth_of(member).pattern
    return list(found.tokens) if found else None


def whole_state(member: Member) -> list[list[tuple[object, ...]]]:
    models = (Pattern, GivenPattern, FreeMap)
    return [list(model.objects.of(member.organisation_id).order_by("pk").values_list()) for model in models]


@pytest.fixture
def lead() -> Member:
    return MemberFactory(called_name="Lena")


@pytest.fixture
def ade(lead: Member) -> Member:
    return MemberFactory(organisation=lead.organisation, called_name="Ade")


@pytest.fixture
def bea(lead: Member) -> Member:
    made = MemberFactory(organisation=lead.organisation, called_name="Bea")
    Card(organisation_id=made.organisation_id, member_id=made.pk, person=made.person, code="BEAB1234CDEF").save()
    return made


def test_a_sheet_is_shown_as_it_was_typed_and_changes_nothing(lead: Member, ade: Member, bea: Member):
    sheet = put_in(lead, csv(line(" ADE "), line("beab-1234-cdef", NIGHTS)))
    found = sheets.preview_of(sheet, member=lead)
    assert [(row["line"], row["name"], row["days"]) for row in found.rows] == [
        (2, "ADE", EARLIES),
        (3, "beab-1234-cdef", NIGHTS),
    ]
    assert (found.is_applied, found.people, found.problems, found.put_in_before) == (False, 2, [], None)
    assert selectors.own_map(member=ade) is None


def test_a_sheet_gives_everybody_their_pattern_and_their_map(lead: Member, ade: Member, bea: Member):
    sheet = apply(lead, csv(line("Ade"), line("BEAB1234CDEF", NIGHTS)))
    assert (pattern_of(ade), pattern_of(bea)) == (EARLIES, NIGHTS)
    assert sheet.rows == []
    for member, group in ((ade, "earlies"), (bea, "nights")):
        before = FreeMap.objects.of(lead.organisation_id).filter(member=member).values().get()
        assert before["group"] == group
        # Worked out many at once, it is what the member's own phone would have worked out.
        services.roll(member=member, now=MONDAY_9AM)
        assert FreeMap.objects.of(lead.organisation_id).filter(member=member).values().get() == before


def test_a_map_from_a_sheet_holds_what_the_member_told_beside_it(lead: Member, ade: Member):
    services.set_usual_finish(member=ade, finish=dt.time(15), weekdays=[0, 1], now=MONDAY_9AM)
    services.change_day(member=ade, date=MONDAY + DAY, shifts=[], now=MONDAY_9AM)
    at = dt.datetime(2026, 1, 7, 17)
    services.add_block(member=ade, starts=at, ends=at + dt.timedelta(hours=2), now=MONDAY_9AM)
    apply(lead, csv(line("Ade")))
    before = FreeMap.objects.of(lead.organisation_id).values().get()
    services.roll(member=ade, now=MONDAY_9AM)
    assert FreeMap.objects.of(lead.organisation_id).values().get() == before
    week = selectors.week_of(member=ade, from_date=MONDAY, days=3, now=MONDAY_9AM)
    assert [len(day.shifts) for day in week.days] == [1, 0, 1]


def test_a_sheet_leaves_the_rules_alone_that_a_member_left_out_and_is_news_to_their_crowd(lead: Member, ade: Member):
    apply(lead, csv(line("Ade")))
    services.leave_rule_out(member=ade, rule="after_night", now=MONDAY_9AM)
    FreeMap.objects.of(lead.organisation_id).update(is_settled=True)
    nights = "Ade,21:30-07:30 21:30-07:30 - -,2026-01-05"
    apply(lead, csv(nights), now=MONDAY_9AM + DAY)
    found = FreeMap.objects.of(lead.organisation_id).values().get()
    assert (found["rules_off"], found["is_settled"]) == (["after_night"], False)
    services.roll(member=ade, now=MONDAY_9AM + DAY)
    assert FreeMap.objects.of(lead.organisation_id).values().get() == found


def test_a_cycle_that_nobody_can_work_is_named_with_its_days(lead: Member, ade: Member):
    found = put_in(lead, csv("Ade,21:30-07:30 06:00-14:00 -,2026-01-05"))
    assert [(p["line"], p["column"], p["text"]) for p in found.problems] == [
        (2, "pattern", "Day 1 ends at 07:30, after day 2 has begun at 06:00.")
    ]


def test_the_same_sheet_again_changes_nothing_and_its_uploader_hears_so(lead: Member, ade: Member):
    apply(lead, csv(line("Ade")))
    before = whole_state(ade)
    later = MONDAY_9AM + DAY
    again = put_in(lead, csv(line("Ade")), now=later)
    assert sheets.preview_of(again, member=lead).put_in_before == MONDAY
    sheets.apply_sheet(member=lead, roles=ROLES, sheet_id=again.pk, now=later)
    sheets.apply_sheet(member=lead, roles=ROLES, sheet_id=again.pk, now=later)
    assert whole_state(ade) == before


def test_a_newer_sheet_takes_the_place_of_an_older_one(lead: Member, ade: Member):
    apply(lead, csv(line("Ade")))
    apply(lead, csv(line("Ade", NIGHTS)))
    assert pattern_of(ade) == NIGHTS


def test_a_members_own_word_stands_above_a_sheet(lead: Member, ade: Member):
    services.set_pattern(member=ade, days=NIGHTS, anchor_date=MONDAY, now=MONDAY_9AM)
    apply(lead, csv(line("Ade")))
    assert pattern_of(ade) == NIGHTS
    services.set_pattern(member=ade, days=["09:00-17:00"], anchor_date=MONDAY, now=MONDAY_9AM)
    apply(lead, csv(line("Ade", NIGHTS)))
    assert pattern_of(ade) == ["09:00-17:00"]


def test_the_member_sees_the_day_a_sheet_gave_it_and_takes_it_back_for_good(lead: Member, ade: Member):
    apply(lead, csv(line("Ade")), now=MONDAY_9AM)
    client = signed_in(ade)
    assert client.get("/api/v1/my-shifts").json()["pattern"]["given_date"] == "2026-01-05"
    assert client.delete("/api/v1/my-shifts/pattern").json()["pattern"] is None
    apply(lead, csv(line("Ade")))
    assert pattern_of(ade) is None
    services.set_pattern(member=ade, days=NIGHTS, anchor_date=MONDAY, now=MONDAY_9AM)
    assert client.get("/api/v1/my-shifts").json()["pattern"]["given_date"] is None


def test_nobody_learns_from_a_sheet_what_somebody_told(lead: Member, ade: Member):
    """RULE-28: whether a guess is right, wrong, or beside a pattern of one's own, the answer is the same."""
    answers = []
    for guess in (EARLIES, NIGHTS):
        services.set_pattern(member=ade, days=EARLIES, anchor_date=MONDAY, now=MONDAY_9AM)
        client = signed_in(lead_with_role(lead))
        made = client.post(
            "/api/v1/rota-sheets",
            {"file": SimpleUploadedFile("a.csv", csv(line("Ade", guess)))},
            format="multipart",
            headers={"Idempotency-Key": "0197e0aa-0000-7000-8000-0000000000" + str(10 + len(answers))},
        )
        assert made.status_code == 201
        path = f"/api/v1/rota-sheets/{made.json()['id']}/application"
        done = client.send("POST", path, once=True)
        answers.append({key: done.json()[key] for key in done.json() if key != "id"})
    assert answers[0] == answers[1]
    assert answers[0]["rows"] == []


def lead_with_role(lead: Member) -> Member:
    return MemberFactory(organisation=lead.organisation, called_name="Connie", roles=("connector",))


@pytest.mark.parametrize("typed", ["Nobody", "Sam", "Gone", "Far", "ZZZZ-ZZZZ-ZZZZ", "FARF1234CDEF"])
def test_who_is_not_here_cannot_be_told_apart_from_whose_name_two_have(lead: Member, typed: str):
    for _ in range(2):
        MemberFactory(organisation=lead.organisation, called_name="Sam")
    MemberFactory(organisation=lead.organisation, called_name="Gone", left_at=MONDAY_9AM)
    far = MemberFactory(organisation=OrganisationFactory(), called_name="Far")
    Card(organisation_id=far.organisation_id, member_id=far.pk, person=far.person, code="FARF1234CDEF").save()
    found = put_in(lead, csv(line(typed)))
    assert found.problems == [
        {
            "line": 2,
            "column": "name",
            "text": "We cannot tell who this is. Write the code of their card in place of the name.",
        }
    ]
    with pytest.raises(SheetHasErrors):
        sheets.apply_sheet(member=lead, roles=ROLES, sheet_id=found.pk, now=MONDAY_9AM)


def test_a_list_of_guessed_names_is_refused_without_saying_which_are_right(lead: Member, ade: Member):
    guesses = [line("Ade"), *[line(f"Guess {number}") for number in range(21)]]
    with pytest.raises(TooManyUnknown):
        put_in(lead, csv(*guesses))
    assert RotaSheet.objects.of(lead.organisation_id).count() == 0
    assert len(put_in(lead, csv(*guesses[:-1])).problems) == 20


def test_every_wrong_line_is_named_with_its_column_and_reason(lead: Member, ade: Member, bea: Member):
    found = put_in(
        lead,
        csv(
            line("Ade"),
            "Bea,07:00-15:00 E -,2026-01-05",
            "Bea,07:00-15:00,05/01/2026",
            "Bea,,2026-01-05",
            ",07:00-15:00,2026-01-05",
            "Bea,07:00-15:00",
            line("ade"),
            line("Bea"),
        ),
    )
    assert [(p["line"], p["column"], p["text"]) for p in found.problems] == [
        (3, "pattern", "Day 2: 'E' is not a shift like 07:00-15:00 or 21:30-07:00, nor - for a day off."),
        (4, "anchor", "The anchor has to be a date like 2026-01-05."),
        (5, "pattern", "A pattern has 1 to 84 days, this one has 0."),
        (6, "name", "There is no name."),
        (7, "anchor", "There are 2 parts, and it needs name, pattern and anchor."),
        (8, "name", "This person stands on line 2 already."),
    ]


def test_a_sheet_is_applied_whole_or_not_at_all(lead: Member, ade: Member, bea: Member):
    wrong = put_in(lead, csv(line("Ade"), "Bea,E,2026-01-05"))
    with pytest.raises(SheetHasErrors):
        sheets.apply_sheet(member=lead, roles=ROLES, sheet_id=wrong.pk, now=MONDAY_9AM)
    right = put_in(lead, csv(line("Ade"), line("Bea")))
    bea.left_at = MONDAY_9AM
    bea.save(update_fields=["left_at"])
    with pytest.raises(SheetOutOfDate):
        sheets.apply_sheet(member=lead, roles=ROLES, sheet_id=right.pk, now=MONDAY_9AM)
    assert whole_state(ade) == [[], [], []]


def test_a_sheet_is_for_leads_organisers_and_connectors_and_only_its_uploader_applies_it(lead: Member, ade: Member):
    for role in ("member", "supervisor", "confirmed"):
        with pytest.raises(NotAllowed):
            sheets.read_sheet_upload(member=lead, roles={role}, data=csv(line("Ade")), now=MONDAY_9AM)
    mine = put_in(lead, csv(line("Ade")))
    with pytest.raises(NotVisible):
        sheets.apply_sheet(member=ade, roles=ROLES, sheet_id=mine.pk, now=MONDAY_9AM)
    with pytest.raises(NotAllowed):
        sheets.apply_sheet(member=lead, roles={"member"}, sheet_id=mine.pk, now=MONDAY_9AM)
    assert pattern_of(ade) is None


def test_drafts_go_when_a_newer_one_comes_after_a_week_and_when_somebody_in_them_is_forgotten(
    lead: Member, ade: Member, monkeypatch: pytest.MonkeyPatch
):
    put_in(lead, csv(line("Ade")))
    last = put_in(lead, csv(line("Ade")))
    assert list(RotaSheet.objects.of(lead.organisation_id)) == [last]
    monkeypatch.setattr(tasks.clock, "now", lambda: MONDAY_9AM + 8 * DAY)
    assert tasks.forget_old_sheets() == 1
    assert RotaSheet.objects.of(lead.organisation_id).count() == 0
    put_in(lead, csv(line("Ade")))
    sheets.erase_given(member=ade)
    assert RotaSheet.objects.of(lead.organisation_id).count() == 0


def test_applying_costs_the_same_statements_for_one_and_for_twenty(lead: Member):
    def cost(count: int) -> int:
        people = [MemberFactory(organisation=lead.organisation, called_name=f"P{count} {n}") for n in range(count)]
        sheet = put_in(lead, csv(*[line(member.called_name) for member in people]))
        return statements(
            lambda: sheets.apply_sheet(member=lead, roles=ROLES, sheet_id=sheet.pk, now=MONDAY_9AM),
        )

    assert cost(20) == cost(1)


# -- the file ----------------------------------------------------------------------------------------------------------


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Name", "Pattern", "Anchor", "Team"), *rows):
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_workbook_reads_as_the_same_csv():
    pattern = " ".join(EARLIES)
    found = limited.read_sheet_file(
        workbook(
            ("Åsa", pattern, dt.date(2026, 1, 5)),
            (None, None, None),
            ("Bea", pattern, "2026-01-05", "Porters"),
            (4711, pattern, "soon"),
            ("=1+1", pattern, dt.datetime(2026, 1, 5)),
        )
    )
    assert [(row.line, row.name, row.tokens, row.anchor) for row in found.people] == [
        (2, "Åsa", tuple(EARLIES), MONDAY),
        (4, "Bea", tuple(EARLIES), MONDAY),
    ]
    # A formula has no value in a file that no spreadsheet has worked out, and its text is not a name.
    assert [(wrong.line, wrong.column) for wrong in found.problems] == [(5, "anchor"), (6, "name")]


def test_what_is_no_sheet_is_refused_in_a_sentence(lead: Member):
    for data in (b"", b"hello", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", b"\x00" * 10):
        with pytest.raises(SheetNotReadable) as wrong:
            sheets.read_sheet_upload(member=lead, roles=ROLES, data=data, now=MONDAY_9AM)
        assert str(wrong.value.detail).endswith(".")


@pytest.mark.django_db(transaction=True)
def test_names_cannot_be_asked_after_without_end(lead: Member, ade: Member, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limited, "read_sheet_file", lambda data: look_through(csv_lines(data)))
    for _ in range(30):
        sheets.read_sheet_upload(member=lead, roles=ROLES, data=csv(line("Ade")), now=MONDAY_9AM)
    with pytest.raises(TooMany):
        sheets.read_sheet_upload(member=lead, roles=ROLES, data=csv(line("Ade")), now=MONDAY_9AM)
