"""What somebody is told now, for tests: the inbox reads every fact again."""

from aftershift.notifications.selectors import inbox
from tests.factories import MONDAY_9AM


def told(member, now=MONDAY_9AM):
    """(kind, title) of each, the latest first."""
    return [(row.kind, row.words.title) for row in inbox(member=member, now=now)]
