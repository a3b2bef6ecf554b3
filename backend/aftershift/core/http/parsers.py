import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser, MultiPartParser


def declared_length(parser_context: Mapping[str, Any]) -> int:
    """Bytes of the body as its sender says. Nobody can send more than that: the rest is not handed on to us."""
    try:
        return int(parser_context["request"].META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


class SmallFormParser(MultiPartParser):
    """A form with one file. It would be written to a disk whatever its length, so a long one is not read at all."""

    most = 8_000_000  # of the whole form; the file in it has a limit of its own, with a sentence

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        if declared_length(parser_context or {}) > self.most:
            raise RequestDataTooBig
        return super().parse(stream, media_type, parser_context)


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
