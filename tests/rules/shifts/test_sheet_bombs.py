"""Q-S10: hostile sheets are refused, with a sentence, in at most 2 s of processor and 150 MiB beside Python's own."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from aftershift.shifts.reading import limited, workbook
from aftershift.shifts.reading.problems import CannotRead
from tests.rules.shifts.measuring import measured

EXTRA_KIB = 150 * 1024
MIB = 1024 * 1024
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{relations}/{kind}" Target="{target}"/></Relationships>'
)
BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{RELATIONS}"><sheets><sheet name="Rota" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "{before}<sheetData>{rows}</sheetData></worksheet>"
)


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *texts: str) -> str:
    return (
        f'<row r="{number}">' + "".join(cell(f"{c}{number}", t) for c, t in zip("ABC", texts, strict=False)) + "</row>"
    )


HEADER = row(1, "name", "pattern", "anchor")
ADE = row(2, "Ade", "07:00-15:00 -", "2026-01-05")


def book(rows: str = HEADER + ADE, *, before: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook by hand; `parts` adds entries or takes the place of some."""
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS.format(relations=RELATIONS, kind="officeDocument", target="xl/workbook.xml"),
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELS.format(
            relations=RELATIONS, kind="worksheet", target="worksheets/sheet1.xml"
        ),
        "xl/worksheets/sheet1.xml": SHEET.format(rows=rows, before=before),
    } | (parts or {})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in entries.items():
            file.writestr(name, text)
    return packed.getvalue()


def lying(data: bytes, name: bytes, size: int) -> bytes:
    """The workbook with another unpacked size written for one entry, in both places where a zip says it."""
    changed = bytearray(data)
    for signature, at, names_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        place = 0
        while (place := changed.find(signature, place)) >= 0:
            if changed[place + names_at : place + names_at + len(name)] == name:
                changed[place + at : place + at + 4] = struct.pack("<I", size)
            place += 4
    return bytes(changed)


def locked() -> bytes:
    """The bit that says that an entry is encrypted, set on every entry."""
    changed = bytearray(book())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = 0
        while (place := changed.find(signature, place)) >= 0:
            changed[place + at] |= 1
            place += 4
    return bytes(changed)


def twice() -> bytes:
    packed = io.BytesIO(book())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(packed, "a") as file:
        file.writestr("xl/workbook.xml", BOOK)
    return packed.getvalue()


def entities(kind: str) -> str:
    start = '<?xml version="1.0"?>' + kind
    return SHEET.format(rows=HEADER + row(2, "&x;", "-", "2026-01-05"), before="").replace(
        '<?xml version="1.0"?>', start
    )


LAUGHS = (
    "<!DOCTYPE a ["
    + "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    + '<!ENTITY x "&x11;">]>'
)
SHEET_PART = "xl/worksheets/sheet1.xml"
PEOPLE = "".join(f"P{n},-,2026-01-05\n" for n in range(10_001))

REFUSED: dict[str, Callable[[], bytes]] = {
    "a sheet of a hundred million blanks": lambda: book(parts={SHEET_PART: b" " * (100 * MIB)}),
    "shared texts of 100 MiB": lambda: book(parts={"xl/sharedStrings.xml": b"<t>a</t>" * (100 * MIB // 8)}),
    "styles of 100 MiB": lambda: book(parts={"xl/styles.xml": b" " * (100 * MIB)}),
    "a picture of 100 MiB": lambda: book(parts={"xl/media/a.png": b"\0" * (100 * MIB)}),
    "a sheet that lies that it is small": lambda: lying(
        book(parts={SHEET_PART: b" " * (100 * MIB)}), SHEET_PART.encode(), 1000
    ),
    "a sheet that lies that it is vast": lambda: lying(book(), SHEET_PART.encode(), 0xFFFF_FFF0),
    "many parts of a few MiB": lambda: book(parts={f"xl/worksheets/s{n}.xml": b" " * (3 * MIB) for n in range(9)}),
    "2,000 parts": lambda: book(parts={f"xl/a{n}.xml": "" for n in range(2000)}),
    "one part twice": twice,
    "a lock": locked,
    "a zip that is no workbook": lambda: book(parts={"xl/workbook.xml": ""}).replace(
        b"xl/workbook.xml", b"xl/workbooc.xml"
    ),
    "a zip cut off": lambda: book()[:-40],
    "a zip of rubbish": lambda: b"PK\x03\x04" + b"\xff" * 5000,
    "an old workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000,
    "a thousand million laughs": lambda: book(parts={SHEET_PART: entities(LAUGHS)}),
    "one entity blown up": lambda: book(parts={SHEET_PART: entities(f'<!DOCTYPE a [<!ENTITY x "{"ha" * 10_000}">]>')}),
    "an entity from a file": lambda: book(
        parts={SHEET_PART: entities('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>')}
    ),
    "an entity from the net, in the shared texts": lambda: book(
        parts={"xl/sharedStrings.xml": '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.org/">%x;]><sst/>'}
    ),
    "entities in sixteen bits": lambda: book(parts={SHEET_PART: entities(LAUGHS).encode("utf-16")}),
    "tags in tags": lambda: book(parts={SHEET_PART: "<a>" * 500_000}),
    "tags that never close": lambda: book(parts={"xl/workbook.xml": "<workbook" + " a='b'" * 500_000}),
    "attributes without end": lambda: book(
        parts={SHEET_PART: "<a " + " ".join(f"b{n}=''" for n in range(400_000)) + "/>"}
    ),
    "a million empty lines": lambda: book(HEADER + "".join("<row/>" for _ in range(1_000_000))),
    "a line far down": lambda: book(HEADER + row(1_048_576, "Ade", "-", "2026-01-05")),
    "no sheet at all": lambda: book(
        parts={"xl/workbook.xml": BOOK.replace('<sheet name="Rota" sheetId="1" r:id="rId1"/>', "")}
    ),
    "a sheet that is elsewhere": lambda: book(
        parts={
            "xl/_rels/workbook.xml.rels": RELS.format(
                relations=RELATIONS, kind="worksheet", target="../../../../etc/passwd"
            )
        }
    ),
    "10,001 people": lambda: ("name,pattern,anchor\n" + PEOPLE).encode(),
    "larger than 4 MB": lambda: b"name,pattern,anchor\n" + b"a" * (5 * MIB),
    "a cell of 3 MB": lambda: b'name,pattern,anchor\n"' + b"a" * (3 * MIB) + b'",-,2026-01-05\n',
    "quotes that never close": lambda: b"name,pattern,anchor\n" + b'"a\n' * 500_000,
    "a first line of commas": lambda: b"," * (3 * MIB),
    "nothing but line ends": lambda: b"\n" * (3 * MIB),
}


@pytest.fixture(scope="module")
def own_kib(tmp_path_factory: pytest.TempPathFactory) -> int:
    """What the reading of an honest workbook takes."""
    found = measured("read_sheet_file", book(), tmp_path_factory.mktemp("honest"))
    assert found["said"] == ""
    return int(found["kib"])


def test_there_are_at_least_twenty_bombs():
    assert len(REFUSED) >= 20


def test_the_hand_made_workbook_is_read_when_it_is_honest():
    found = limited.read_sheet_file(book())
    assert [(person.line, person.name, person.tokens) for person in found.people] == [(2, "Ade", ("07:00-15:00", "-"))]
    assert found.problems == []


@pytest.mark.parametrize("name", REFUSED)
def test_a_bomb_is_refused_with_a_sentence(name: str, own_kib: int, tmp_path: Path):
    found = measured("read_sheet_file", REFUSED[name](), tmp_path)
    assert found["said"].endswith(".")
    assert len(found["said"]) < 120
    assert found["seconds"] <= 2.2  # the limit of 2 s, and the start of the child
    assert found["kib"] <= own_kib + EXTRA_KIB


def test_the_guard_is_what_stops_a_bomb(monkeypatch: pytest.MonkeyPatch):
    """Without the count of what is unpacked, the same workbook unpacks (Q-S10: the test fails with the guard off)."""
    bomb = book(parts={"xl/styles.xml": b" " * (30 * MIB)})
    with pytest.raises(CannotRead, match="unpacks"):
        list(workbook.workbook_lines(bomb))
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 1000 * MIB)
    with pytest.raises(CannotRead, match="Save it as CSV"):
        list(workbook.workbook_lines(bomb))


@pytest.mark.parametrize("size", ["A1:XFD1048576", "A1", "ZZZ9:A0"])
def test_what_a_sheet_says_of_its_size_is_not_believed(size: str):
    found = limited.read_sheet_file(book(before=f'<dimension ref="{size}"/>'))
    assert [person.name for person in found.people] == ["Ade"]


def test_macros_links_and_pictures_are_never_opened():
    odd = {
        "xl/vbaProject.bin": b"\0" * 1000,
        "xl/externalLinks/externalLink1.xml": "<a",
        "xl/drawings/d.xml": "<!DOCTYPE a>",
    }
    assert len(limited.read_sheet_file(book(parts=odd)).people) == 1


def test_a_workbook_by_the_library_itself_is_read():
    kept, made = io.BytesIO(), Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["anchor", "name", "pattern"])
    sheet.append(["2026-01-05", "Ade", "07:00-15:00 -"])
    made.save(kept)
    assert [person.name for person in limited.read_sheet_file(kept.getvalue()).people] == ["Ade"]
