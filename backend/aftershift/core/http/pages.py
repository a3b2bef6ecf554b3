"""Cursor pages: stable while rows are added, capped in size."""

import base64
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response


class CursorPages(CursorPagination):
    """By key, newest first. A cursor that we did not make is refused, never read as the first page."""

    page_size = 30
    max_page_size = 100
    page_size_query_param = "size"
    ordering = ("-pk",)

    def get_page_size(self, request: Request) -> int:
        given = request.query_params.get("size")
        if given is None:
            return self.page_size
        if not given.isascii() or not given.isdecimal() or len(given) > 4 or not int(given):
            raise ValidationError({"size": [f"A page has 1 to {self.max_page_size} rows."]})
        return min(int(given), self.max_page_size)

    def decode_cursor(self, request: Request) -> Cursor | None:
        given = request.query_params.get(self.cursor_query_param)
        if not given:
            return None
        try:
            parts = parse_qs(
                base64.b64decode(given.encode("ascii"), validate=True).decode("ascii"), strict_parsing=True
            )
            if not {"p"} <= set(parts) <= {"o", "r", "p"}:
                raise ValueError
            UUID(parts["p"][0])
        except ValueError:
            raise NotFound(self.invalid_cursor_message) from None
        return super().decode_cursor(request)

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"results": data, "next": self.get_next_link()})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {
                "results": schema,
                "next": {"type": ["string", "null"], "format": "uri"},
            },
        }
