"""A phone whose clock is off neither wins nor loses by it, and its own presses keep their order."""

import datetime as dt

from aftershift.core.phones import behind

NOW = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)


def test_two_presses_keep_their_order_however_long_each_was_under_way():
    """The first took ten seconds to arrive, the second one."""
    first, second = NOW - DAY, NOW - DAY + SECOND
    put_right = [
        said + behind(sent_at=said, now=said + DAY + way) for said, way in ((first, 10 * SECOND), (second, SECOND))
    ]
    assert put_right == [NOW, NOW + SECOND]


def test_a_clock_that_is_hardly_off_is_left_as_it_is():
    assert behind(sent_at=NOW - 119 * SECOND, now=NOW) == dt.timedelta()
    assert behind(sent_at=NOW + DAY, now=NOW) == -DAY
