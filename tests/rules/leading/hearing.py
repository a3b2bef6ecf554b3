"""What a listener above hears, for tests: in place of those that listen in earnest."""

import pytest

from aftershift.core import events


def hearing(monkeypatch: pytest.MonkeyPatch, event: type) -> list:
    heard: list = []
    monkeypatch.setitem(events._listeners, event, [heard.append])
    return heard
