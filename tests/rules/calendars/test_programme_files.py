"""The programme as files: the right dates, no names, no formula in any form, and nothing lost."""

import ast
import csv
import datetime as dt
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services import organising
from aftershift.calendars import programme
from aftershift.core import clock, sheets
from aftershift.core.errors import FieldProblem, NotAllowed
from tests.factories import (
    MONDAY_9AM,
    MemberFactory,
    OrganisationFactory,
    SiteFactory,
    same_query_count,
    signed_in,
    statements,
)
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
ORGANISER, SUPERVISOR = frozenset({"member", "organiser"}), frozenset({"member", "supervisor"})
BACKEND = Path(programme.__file__).parents[1]
DAY = dt.timedelta(days=1)


@pytest.fixture
def ama():
    return MemberFactory(organisation=OrganisationFactory(), called_name="Ama")


def written(form, member, roles=ORGANISER, **filters):
    found = programme.chosen(member=member, roles=roles, filters=programme.Filters(**filters), now=MONDAY_9AM)
    return programme.FORMS[form].write(found)


def read(form, body):
    """Each form's rows as title -> row, as whoever opens the file has them."""
    if form == "json":
        return json.loads(body)["dates"]
    if form == "csv":
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
        return [dict(zip(rows[0], map(sheets.plain, row), strict=True)) for row in rows[1:]]
    if form == "xlsx":
        rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(body)).active.iter_rows()]
        return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return [{"title": str(event["SUMMARY"])} for event in Calendar.from_ical(body).walk("VEVENT")]


def titles(form, body):
    return [row["title"] for row in read(form, body)]


def date(member, title, *, days=0, state="published", **activity):
    made = ActivityFactory(organisation=member.organisation, title=title, **activity)
    return OccurrenceFactory(activity=made, starts_at=THURSDAY_1530 + days * DAY, state=state)


@pytest.mark.parametrize("form", programme.FORMS)
def test_filters_choose_the_same_dates_in_every_form(ama, form):
    site = SiteFactory(organisation=ama.organisation, name="North")
    date(ama, "Walk", site=site)
    date(ama, "Cook", days=1, kind=Activity.Kind.COOK)
    date(ama, "Far", days=60)
    date(ama, "Closed", days=2, state="closed")
    date(ama, "Just us", days=3, is_programme=False)
    first = THURSDAY_1530.date()
    assert titles(form, written(form, ama)) == ["Walk", "Cook", "Closed", "Far"]
    assert titles(form, written(form, ama, site_id=site.pk)) == ["Walk"]
    assert titles(form, written(form, ama, kind="cook")) == ["Cook"]
    assert titles(form, written(form, ama, state="closed")) == ["Closed"]
    assert titles(form, written(form, ama, first_date=first + DAY, last_date=first + 2 * DAY)) == ["Cook", "Closed"]


@pytest.mark.parametrize("form", programme.FORMS)
def test_a_date_with_words_of_its_own_says_them(ama, form):
    walk = date(ama, "Walk")
    date(ama, "Cook", days=1)
    Occurrence.objects.filter(pk=walk.pk).update(its_title="Short walk")
    assert titles(form, written(form, ama)) == ["Short walk", "Cook"]


@pytest.mark.parametrize("form", programme.FORMS)
def test_a_supervisor_gets_listed_dates_only(ama, form):
    date(ama, "Listed")
    date(ama, "Planned", days=1, state="planned")
    assert titles(form, written(form, ama, SUPERVISOR)) == ["Listed"]
    assert len(read(form, written(form, ama))) == (1 if form == "ics" else 2)


def test_a_date_called_off_before_it_was_told_is_told_to_nobody(ama):
    secret = date(ama, "Planned", state="planned")
    organising.cancel(member=ama, roles=ORGANISER, occurrence_id=secret.pk, now=MONDAY_9AM)
    assert read("json", written("json", ama, SUPERVISOR)) == []
    assert read("ics", written("ics", ama)) == []


@pytest.mark.parametrize("form", programme.FORMS)
def test_no_name_is_in_a_file_unless_an_organiser_asks_for_who_leads(ama, form):
    zuleika = MemberFactory(organisation=ama.organisation, called_name="Zuleika")
    date(ama, "Walk", lead=zuleika)
    assert b"Zuleika" not in written(form, ama)
    with pytest.raises(NotAllowed):
        written(form, ama, SUPERVISOR, with_leaders=True)


def test_who_leads_is_a_column_for_an_organiser(ama):
    date(ama, "Walk", lead=ama)
    for form in ("csv", "xlsx", "json"):
        (row,) = read(form, written(form, ama, with_leaders=True))
        assert row["lead"] == "Ama"
        assert not row["second"]


def test_members_may_not_export(ama):
    with pytest.raises(NotAllowed):
        written("csv", ama, frozenset({"member", "lead"}))


@pytest.mark.parametrize("days", [-1, 801])
def test_days_the_wrong_way_round_or_too_many_are_refused(ama, days):
    with pytest.raises(FieldProblem):
        written("csv", ama, first_date=THURSDAY_1530.date(), last_date=THURSDAY_1530.date() + days * DAY)


def test_numbers_stay_numbers_and_nothing_stays_nothing(ama):
    date(ama, "Walk")
    line = written("csv", ama).decode("utf-8-sig").splitlines()[1]
    assert ",published,10,0,0,easy,,," in line
    (row,) = read("xlsx", written("xlsx", ama))
    assert (row["places"], row["taken"], row["cost"], row["site"]) == (10, 0, None, None)
    (row,) = read("json", written("json", ama))
    assert (row["places"], row["cost"], row["date"], row["starts"], row["starts_at"]) == (
        10,
        None,
        "2026-01-08",
        "15:30",
        "2026-01-08T15:30:00Z",
    )


@pytest.mark.parametrize(
    ("day", "instant"), [("2026-03-28", "15:30"), ("2026-03-29", "14:30"), ("2026-10-25", "15:30")]
)
def test_files_keep_to_the_wall_clock_over_its_changes(ama, day, instant):
    at = dt.datetime.fromisoformat(f"{day}T{instant}:00+00:00")
    OccurrenceFactory(activity=ActivityFactory(organisation=ama.organisation), starts_at=at)
    (row,) = read("json", written("json", ama, last_date=dt.date(2026, 12, 31)))
    assert (row["date"], row["starts"], row["starts_at"]) == (day, "15:30", f"{day}T{instant}:00Z")


def test_the_length_of_the_programme_adds_no_statement(ama):
    def more(count):
        for day in range(count):
            date(ama, "Walk", days=day)

    for form in programme.FORMS:
        assert statements(lambda form=form: written(form, ama)) == 1
    same_query_count(few=lambda: more(1), many=lambda: more(20), read=lambda: written("csv", ama))


# ---- Q-S11

STARTS = "=+-@\t\r\0\uff1d\uff0b\uff0d\uff20"
BEHIND = st.text(alphabet=' \t,;|\u00a0\u3000"', max_size=3)
# What any field of ours could hold, and more: the writer must not lean on the fields' own care.
ANY = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=30)
DANGEROUS = st.builds(lambda behind, start, rest: behind + start + rest, BEHIND, st.sampled_from(STARTS), ANY)
FORMULAS = (
    "=1+1",
    "+44 20 7946 0000",
    "-2+3",
    "@SUM(A1)",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "'=1",
    "''",
)


@settings(max_examples=1000, deadline=None)
@given(DANGEROUS | ANY)
def test_no_text_is_a_formula_in_a_csv_and_every_text_comes_back(text):
    body = sheets.csv_of(["a", "b"], [[text, "=1+1"]])
    (_, (first, second)) = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert (sheets.plain(first), second) == (text, "'=1+1")
    assert first[:1] not in set(STARTS)
    assert first.lstrip(' ,;|\u00a0\u3000"')[:1] not in set(STARTS)


def test_no_text_is_a_formula_in_a_workbook_and_every_text_comes_back():
    seen = []

    @settings(max_examples=1000, deadline=None)
    @given(DANGEROUS | ANY)
    def collect(text):
        seen.append(text)

    collect()
    texts = [*FORMULAS, *seen]
    sheet = load_workbook(io.BytesIO(sheets.xlsx_of("S", ["n", "text"], enumerate(texts)))).active
    for (number, cell), text in zip(sheet.iter_rows(min_row=2), texts, strict=True):
        assert number.data_type == "n"
        assert cell.data_type in ("s", "inlineStr") or cell.value is None
        assert _as_xml(cell.value or "") == _as_xml(text)


def _as_xml(text):
    """Without what XML cannot hold; its line ends are all one."""
    kept = "".join(c for c in text if c >= " " or c in "\t\n\r")
    return kept.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("form", programme.FORMS)
@pytest.mark.parametrize("text", FORMULAS)
def test_every_form_of_file_shows_a_dangerous_title_as_it_is(ama, form, text):
    date(ama, text, meeting_place=text)
    body = written(form, ama)
    assert titles(form, body) == [text]
    if form == "xlsx":
        (row,) = list(load_workbook(io.BytesIO(body)).active.iter_rows(min_row=2))
        assert {cell.data_type for cell in row if isinstance(cell.value, str)} <= {"s", "inlineStr"}


def test_nothing_else_writes_sheets():
    """So that every file there is passes these tests."""
    for path in BACKEND.rglob("*.py"):
        if path == BACKEND / "core/sheets.py" or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "csv":
                assert node.attr not in ("writer", "DictWriter"), path
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("openpyxl"):
                assert "Workbook" not in {name.name for name in node.names}, path


def test_libreoffice_shows_the_literal(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: that it shows the literal was not checked.")
    (tmp_path / "a.xlsx").write_bytes(sheets.xlsx_of("S", ["text"], [[text] for text in FORMULAS]))
    asked = [office, "--headless", "--convert-to", "csv", "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")]
    subprocess.run(asked, check=True, timeout=120)
    shown = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text(), newline="")))
    assert [cell for row in shown[1:] for cell in row] == list(FORMULAS)


# ---- over HTTP


def test_a_link_downloads_the_file(ama):
    boss = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    activity = ActivityFactory(organisation=ama.organisation, title="=1+1")
    OccurrenceFactory(activity=activity, starts_at=clock.now() + DAY)
    for form, kind in (
        ("csv", "text/csv"),
        ("xlsx", "application/vnd."),
        ("json", "application/json"),
        ("ics", "text/c"),
    ):
        reply = signed_in(boss).get(f"/api/v1/programme-file?form={form}", headers={"Accept": "text/html,*/*;q=0.8"})
        assert reply.status_code == 200
        assert reply["Content-Type"].startswith(kind)
        assert reply["Content-Disposition"].endswith(f'.{form}"')
        assert titles(form, reply.content) == ["=1+1"]
    wrong = signed_in(boss).get("/api/v1/programme-file?form=pdf")
    assert (wrong.status_code, wrong["Content-Type"]) == (400, "application/problem+json")


def test_one_date_is_a_file_that_a_later_one_replaces(ama):
    walk = date(ama, "Walk; talk")
    member = signed_in(MemberFactory(organisation=ama.organisation))
    path = f"/api/v1/occurrences/{walk.pk}/calendar-file"
    reply = member.get(path)
    (before,) = Calendar.from_ical(reply.content).walk("VEVENT")
    assert reply["Content-Disposition"] == 'attachment; filename="aftershift.ics"'
    assert (before["SUMMARY"], before["STATUS"]) == ("Walk; talk", "CONFIRMED")
    organising.cancel(member=ama, roles=ORGANISER, occurrence_id=walk.pk, now=MONDAY_9AM)
    (after,) = Calendar.from_ical(member.get(path).content).walk("VEVENT")
    assert (after["UID"], after["SEQUENCE"], after["STATUS"]) == (before["UID"], before["SEQUENCE"] + 1, "CANCELLED")


def test_a_planned_date_has_no_file(ama):
    walk = date(ama, "Walk", state="planned")
    assert signed_in(ama).get(f"/api/v1/occurrences/{walk.pk}/calendar-file").status_code == 404
