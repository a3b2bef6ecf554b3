"""Calendars that were given an address in the demonstration: one that looks every hour, and one that never has."""

from aftershift.calendars import services
from aftershift.demo.world import DAY, HOUR, LEAD, MEMBER, World


def give_addresses(world: World) -> None:
    """The member's own dates have none yet, so that making the first can be shown. The secrets are nobody's."""
    made = services.make(member=world.members[MEMBER], purpose="programme", now=world.now - 9 * DAY)
    assert made.secret
    services.fetch(secret=made.secret, now=world.now - HOUR)
    services.make(member=world.members[LEAD], purpose="leading", shows_titles=True, now=world.now - 2 * DAY)
