"""The same server with the lock on the ballot taken away: the control that shows the race is real. For tests only.

On SQLite the transactions go too, because immediate ones serialise by themselves.
"""

import time
from typing import Any

# First of all: it sets Django up, which the imports below need.
from aftershift.config.wsgi import application  # noqa: F401  (gunicorn serves it)

# isort: split

from django.db import connection

from aftershift.ballots import selectors
from aftershift.ballots.models import Ballot, Paper
from aftershift.ballots.services import printing
from aftershift.core import services as core_services
from aftershift.core.selectors import one
from aftershift.people.http import views
from aftershift.people.models import Member

_put_in, _save = printing._put_in, Paper.save


def _unlocked(member: Member, ballot_id: Any) -> Ballot:
    return one(selectors.visible_ballots(member=member), ballot_id)


def _slow_put_in(*args: Any) -> None:
    time.sleep(0.1)
    _put_in(*args)


def _slow_save(self: Paper, **fields: Any) -> None:
    time.sleep(0.1)
    _save(self, **fields)


printing._locked = _unlocked
printing._put_in = _slow_put_in
Paper.save = _slow_save  # type: ignore[method-assign]
if connection.vendor == "sqlite":
    printing.hand_out = printing.hand_out.__wrapped__  # type: ignore[attr-defined]
    printing.read_slip = printing.read_slip.__wrapped__  # type: ignore[attr-defined]
    views.once = core_services.once.__wrapped__  # type: ignore[attr-defined]
