import pytest

from aftershift.notifications import channels
from aftershift.notifications.channels.push import Push
from tests.faults import fcm


@pytest.fixture
def google(tmp_path, settings):
    before = dict(channels.registered)
    channels.registered["push"] = Push()
    channels.registered.pop("email", None)
    with fcm.serving(tmp_path) as far:
        settings.PUSH_CREDENTIALS, settings.PUSH_ENDPOINT = far.credentials, far.address
        settings.PUSH_APPLE_ENDPOINT = far.address
        yield far
    assert far.wrong == [], "letters that Google would refuse"
    channels.registered.clear()
    channels.registered.update(before)
