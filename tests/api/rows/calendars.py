"""Rows of the route census for feeds."""

from aftershift.calendars import services
from aftershift.core import clock
from tests.api.census import Call, Row, World
from tests.rules.activities.world import OccurrenceFactory

EVERYONE = {"anonymous": 401, "new": 200, "member": 200, "organiser": 200, "supervisor": 200}
MAKES = EVERYONE | {"new": 201, "member": 201, "organiser": 201, "supervisor": 201}
ENDS = EVERYONE | {"new": 204, "member": 204, "organiser": 204, "supervisor": 204}
EXPORTS = {"anonymous": 401, "new": 403, "member": 403, "connector": 403, "organiser": 200, "supervisor": 200}


def a_feed(world: World) -> Call:
    made = services.make(member=world.caller, purpose="mine", shows_titles=False, now=clock.now())
    return Call({"feed_id": made.row_id})


def a_date(world: World) -> Call:
    return Call({"occurrence_id": OccurrenceFactory(organisation=world.organisation).pk})


ROWS = [
    Row("GET", "/api/v1/feeds", roles=EVERYONE, make=lambda w: Call()),
    Row("POST", "/api/v1/feeds", roles=MAKES, make=lambda w: Call(body={"purpose": "mine"}), once=True),
    Row("DELETE", "/api/v1/feeds/<uuid:feed_id>", roles=ENDS, make=a_feed, foreign=True),
    Row("GET", "/api/v1/occurrences/<uuid:occurrence_id>/calendar-file", roles=EVERYONE, make=a_date, foreign=True),
    Row("GET", "/api/v1/programme-file", roles=EXPORTS, make=lambda w: Call(query="?form=csv")),
]
