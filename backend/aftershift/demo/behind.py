"""One thing that failed behind the scenes, so that the organiser's page has something to try again."""

import datetime as dt

from aftershift.core.ids import new_id
from aftershift.demo.world import World
from aftershift.notifications.models import Delivery, Preference

TWO_HOURS = dt.timedelta(hours=2)


def lose_a_phone(world: World) -> Delivery:
    """A push to a phone that is gone. Written as the worker would: the demonstration has no push service that could refuse it."""
    failed: Delivery = Delivery.objects.create(
        organisation=world.organisation,
        member=world.boss,
        bundle=new_id(),
        channel=Preference.Channel.PUSH,
        state=Delivery.State.PERMANENT_FAILURE,
        attempts=1,
        last_error="NoDevice",
        changed_at=world.now - TWO_HOURS,
    )
    return failed
