import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class StrictJSONParser(JSONParser):
    """JSON that means one thing: no NaN, no name twice, no NUL, no lone surrogate, no bottomless nesting."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            raw = stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1).decode("utf-8")
            data = json.loads(raw, parse_constant=self._refuse, object_pairs_hook=self._pairs)
            if "\x00" in json.dumps(data, ensure_ascii=False) or "\\u0000" in raw:
                raise ParseError("The text holds a NUL character.")
            json.dumps(data, ensure_ascii=False).encode("utf-8")
        except RecursionError:
            raise ParseError("The JSON is nested too deeply.") from None
        except ValueError as error:
            raise ParseError(f"The body cannot be read: {error}"[:200]) from None
        return data

    @staticmethod
    def _refuse(name: str) -> Any:
        raise ParseError(f"{name} is no number in JSON.")

    @staticmethod
    def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(names := dict(pairs)) != len(pairs):
            raise ParseError("The JSON holds the same name twice.")
        return names
