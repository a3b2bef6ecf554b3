"""Logs hold no secret, no name and nothing that somebody wrote (Q-S15), at the most talkative level there is."""

import logging

import pytest
from django.test import Client

from aftershift.activities.api import views
from aftershift.core import logs
from tests.api.test_secrets import dump, forms_of, use_everything
from tests.factories import MemberFactory, signed_in

pytestmark = pytest.mark.django_db
# The list is answered early to whoever asks for JSON as nearly all do, and by the framework to others (decision 0013).
WAYS: list[dict[str, str]] = [{}, {"Accept": "application/json;q=0.9"}]


class Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logs.formatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("django.db.backends"):  # SQL is logged only under DEBUG, which cannot be set
            self.lines.append(self.format(record))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@pytest.fixture
def kept():
    handler, root = Kept(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(before)


def test_no_secret_and_no_written_word_reaches_the_logs(kept: Kept):
    told = use_everything()
    assert "request_finished" in kept.text
    said = told.secrets | told.words
    assert [name for name, value in said.items() if any(form in kept.text for form in forms_of(value))] == []


def test_paths_are_logged_as_their_pattern_and_addresses_not_at_all(kept: Kept):
    receipt = "0123456789abcdef" * 2
    for path in (f"/api/v1/slips/{receipt}", f"/feed/{receipt}.ics", f"/join/{receipt}?lang=pl"):
        Client(REMOTE_ADDR="203.0.113.77", headers={"User-Agent": "canary"}).get(path)
        Client(REMOTE_ADDR="203.0.113.77").delete(path)
    for hidden in (receipt, "203.0.113.77", "canary", "lang=pl"):
        assert hidden not in kept.text
    assert "slips/<str:receipt>" in kept.text


@pytest.mark.parametrize("headers", WAYS)
def test_a_fault_is_logged_by_its_place_and_never_by_its_values(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
):
    member = MemberFactory(called_name="Xochiquetzal")

    def broken(**given: object) -> None:
        secret_inside = "canary-value"
        raise ValueError(f"{secret_inside} of {given['member'].called_name}")

    monkeypatch.setattr(views, "coming", broken)
    client = signed_in(member)
    client.raise_request_exception = False
    assert client.get("/api/v1/occurrences", headers=headers).status_code == 500
    assert "ValueError" in kept.text
    assert "broken" in kept.text
    assert "canary-value" not in kept.text
    assert "Xochiquetzal" not in kept.text


def test_the_search_finds_what_is_there():
    MemberFactory(called_name="Xochiquetzal")
    assert "Xochiquetzal" in dump()["people_member"]
