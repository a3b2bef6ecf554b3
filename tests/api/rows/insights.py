"""Rows of the route census for insights."""

from tests.api.census import Call, Row

ORGANISER = {"anonymous": 401, "new": 403, "member": 403, "connector": 403, "organiser": 200, "supervisor": 403}
ROWS = [
    Row("GET", "/api/v1/desk", roles=ORGANISER, make=lambda w: Call()),
    Row("GET", "/api/v1/presentation", roles=ORGANISER | {"connector": 200}, make=lambda w: Call()),
]
