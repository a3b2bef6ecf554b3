"""How the API describes itself: idempotency keys, problems, If-Match."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from aftershift.people.http.kiosk import KioskView
from aftershift.people.http.views import MemberView

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "next": {"type": "string", "description": "What to do now, in plain words."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "text"],
                "properties": {"pointer": {"type": "string"}, "text": {"type": "string"}},
            },
        },
    },
}


class Schema(AutoSchema):
    def get_override_parameters(self) -> list[Any]:
        found = list(super().get_override_parameters())
        if isinstance(self.view, MemberView) and self.view.needs_key and self.method == "POST":
            found.append(
                OpenApiParameter(
                    "Idempotency-Key",
                    str,
                    OpenApiParameter.HEADER,
                    required=True,
                    description="A UUID, the same at every retry.",
                )
            )
        by_cookie = isinstance(self.view, MemberView) and not isinstance(self.view, KioskView)
        if by_cookie and self.method not in ("GET", "HEAD"):
            found.append(
                OpenApiParameter(
                    "X-Member", str, OpenApiParameter.HEADER, description="The member who writes; needed with a cookie."
                )
            )
        return found


def add_problem_replies(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Every operation may answer with a problem."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    reply = {
        "description": "A problem that says what to do",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for operations in result.get("paths", {}).values():
        for operation in operations.values():
            for status in (
                "400",
                "401",
                "403",
                "404",
                "405",
                "406",
                "409",
                "410",
                "412",
                "413",
                "415",
                "422",
                "428",
                "429",
            ):
                operation["responses"].setdefault(status, reply)
            operation["responses"].setdefault(
                "304", {"description": "Nothing has changed"}
            ) if "get" in operations and operations["get"] is operation else None
    return result
