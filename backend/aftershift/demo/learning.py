"""Whom to phone, and what nearly went wrong on a walk of the demonstration; one list has a keeper."""

import datetime as dt
from uuid import UUID

from aftershift.demo.world import ORGANISES
from aftershift.people.models import Member
from aftershift.safety.services import emergency, learning
from aftershift.safety.services.learning import Account


def learn(*, organiser: Member, colleague: Member, site_id: UUID, now: dt.datetime) -> None:
    emergency.set_help_number(
        member=organiser, roles=ORGANISES, site_id=site_id, name="Site duty manager", number="020 7946 0100", now=now
    )
    learning.set_keeper(
        member=organiser, roles=ORGANISES, template="end-of-shift-walk", keeper_id=organiser.pk, now=now
    )
    learning.say_near_miss(
        member=colleague,
        roles={"member"},
        random="d" * 32,
        account=Account(
            was_hurt=False,
            went_to_hospital=False,
            could_be_worse=True,
            kind="walk",
            what="A van came round the corner while we crossed.",
            where="The ramp by the laundry",
            next_time="Cross at the zebra, all together.",
        ),
        now=now - dt.timedelta(days=2),
    )
