"""Rows of the route census for messages."""

from aftershift.activities.services import announcing, joining
from aftershift.core import clock
from aftershift.notifications.models import Letter, Message
from aftershift.notifications.services import reading
from tests.api.census import Call, Row, World
from tests.api.rows.activities import date
from tests.rules.activities.world import ActivityFactory

EVERYONE = {"anonymous": 401, "new": 200, "member": 200, "organiser": 200, "supervisor": 200}
CONNECTOR = {"anonymous": 401, "new": 403, "member": 403, "organiser": 403, "supervisor": 403, "connector": 200}


def told(world: World) -> Call:
    rosa = world.member("rosa")
    walk = date(world, activity=ActivityFactory(organisation=world.organisation, lead=rosa))
    joining.join(member=world.caller, occurrence_id=walk.pk, now=clock.now())
    announcing.tell_everyone(member=rosa, roles=(), occurrence_id=walk.pk, kind="coat", now=clock.now())
    return Call({"message_id": Message.objects.get(member=world.caller).pk})


def to_tell(world: World) -> Call:
    """Ama chose to be told in person, and nothing reached her."""
    rosa, ama = world.member("rosa"), world.member("ama")
    walk = date(world, activity=ActivityFactory(organisation=world.organisation, lead=rosa))
    joining.join(member=ama, occurrence_id=walk.pk, now=clock.now())
    reading.prefer(member=ama, kind="announcement", channel="in_person", is_on=True)
    announcing.tell_everyone(member=rosa, roles=(), occurrence_id=walk.pk, kind="coat", now=clock.now())
    return Call({"message_id": Message.objects.get(member=ama).pk})


ORGANISER = {"anonymous": 401, "new": 403, "member": 403, "connector": 403, "organiser": 200, "supervisor": 403}
RETRIES = ORGANISER | {"organiser": 201}


def failed(world: World) -> Call:
    """A letter to an address at home that the post refused for good."""
    row = Letter.objects.create(
        organisation=world.organisation,
        kind="home",
        about_id=world.organisation.pk,
        key="refused",
        state=Letter.State.PERMANENT_FAILURE,
        attempts=1,
        made_at=clock.now(),
        changed_at=clock.now(),
        expires_at=clock.now(),
    )
    return Call({"item_id": row.pk})


ROWS = [
    Row("GET", "/api/v1/background-work", roles=ORGANISER, make=failed),
    Row("POST", "/api/v1/background-work/<uuid:item_id>/retries", roles=RETRIES, make=failed, foreign=True, once=True),
    Row("GET", "/api/v1/inbox", roles=EVERYONE, make=told),
    Row("PUT", "/api/v1/inbox/<uuid:message_id>/read", roles=EVERYONE, make=told, foreign=True),
    Row("GET", "/api/v1/message-preferences", roles=EVERYONE, make=lambda w: Call()),
    Row(
        "PUT",
        "/api/v1/message-preferences",
        roles=EVERYONE,
        make=lambda w: Call(body={"kind": "reminder", "channel": "email", "is_on": False}),
    ),
    Row("GET", "/api/v1/to-tell", roles=CONNECTOR, make=to_tell),
    Row("PUT", "/api/v1/to-tell/<uuid:message_id>/told", roles=CONNECTOR, make=to_tell, foreign=True),
    Row("GET", "/api/v1/push", roles=EVERYONE, make=lambda w: Call()),
    Row(
        "PUT", "/api/v1/push", roles=EVERYONE, make=lambda w: Call(body={"token": "dR3x:APA91b", "platform": "android"})
    ),
    Row("DELETE", "/api/v1/push", roles=EVERYONE, make=lambda w: Call()),
]
