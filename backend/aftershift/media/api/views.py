import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import IO, Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.errors import DomainError, NotVisible
from aftershift.core.http.conditional import etag_of, matches
from aftershift.core.http.parsers import declared_length
from aftershift.media import selectors, services, storing
from aftershift.media.api import serializers
from aftershift.media.decoding.limited import LARGEST_PHOTO, LARGEST_SOUND, PHOTO_TOO_LARGE, SOUND_TOO_LARGE
from aftershift.media.errors import PictureNotReadable, SoundNotReadable
from aftershift.people.http.views import MemberView, OnceView

# Whatever a browser is made to believe of these files, they run nothing.
SEALED = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-cache",  # kept by the reader's device, and asked for again: it may be hidden by then
}


class RawParser(BaseParser):
    """The body as it is, unless it says that it is too long. Nothing is written to a disk on the way."""

    media_type = "*/*"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        assert parser_context is not None
        view: _UploadView = parser_context["view"]
        if declared_length(parser_context) > view.largest:
            raise view.too_large()
        return bytes(stream.read(view.largest + 1))


def _body(request: Request) -> bytes:
    data: Any = request.data
    return data or b""  # a request without a body is given an empty form instead


class _UploadView(OnceView):
    """The file is made anew before the transaction opens; what was sent is never written anywhere.

    The try is counted first, then the length looked at, then the body read.
    """

    parser_classes = [RawParser]
    largest: int
    too_large: Callable[[], DomainError]
    names: tuple[str, ...]

    def made_anew(self, data: bytes) -> Callable[[], UUID]:
        """Write `self.names`; returns what makes the row."""
        raise NotImplementedError

    def upload(self, request: Request, **path: Any) -> Response:
        self._key(request)
        services.begin_upload(member=self.member, now=self.now)
        self.names = ()
        self.is_kept = False
        self.keep = self.made_anew(_body(request))
        try:
            return OnceView.post(self, request, **path)
        finally:
            if not self.is_kept:  # a repeat, whose first files are there, or a refusal
                storing.drop(self.names)

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        row_id = self.keep()
        self.is_kept = True
        return row_id

    def _canonical(self, request: Request) -> bytes:
        return f"{request.method} {request.path} {hashlib.sha256(_body(request)).hexdigest()}".encode()


class PhotosView(_UploadView):
    """A JPEG, PNG or WebP of at most 8 MB and 24 megapixels, as the body. What it says of where and when is dropped."""

    largest = LARGEST_PHOTO
    too_large = partial(PictureNotReadable, detail=PHOTO_TOO_LARGE)

    @extend_schema(
        request={
            "image/jpeg": OpenApiTypes.BINARY,
            "image/png": OpenApiTypes.BINARY,
            "image/webp": OpenApiTypes.BINARY,
        },
        responses={201: serializers.PhotoOut},
    )
    def post(self, request: Request, **path: Any) -> Response:
        return self.upload(request, **path)

    def made_anew(self, data: bytes) -> Callable[[], UUID]:
        made = selectors.photo_of_upload(data=data)
        large = storing.keep(made.large, "jpg")
        small = storing.keep(made.small, "jpg")
        self.names = (large, small)
        return lambda: (
            services.keep_photo(
                member=self.member,
                large_file=large,
                small_file=small,
                width=made.width,
                height=made.height,
                now=self.now,
            ).pk
        )

    def show(self, row_id: UUID) -> Any:
        row = selectors.own_photo(member=self.member, photo_id=row_id)
        return serializers.PhotoOut(selectors.photo_shown(row)).data


class VoiceNotesView(_UploadView):
    """At most 60 seconds and 3 MB, as browsers (WebM, Ogg, MP4) and phones (M4A) record, as the body."""

    largest = LARGEST_SOUND
    too_large = partial(SoundNotReadable, detail=SOUND_TOO_LARGE)

    @extend_schema(
        request={"audio/webm": OpenApiTypes.BINARY, "audio/ogg": OpenApiTypes.BINARY, "audio/mp4": OpenApiTypes.BINARY},
        responses={201: serializers.VoiceNoteOut},
    )
    def post(self, request: Request, **path: Any) -> Response:
        return self.upload(request, **path)

    def made_anew(self, data: bytes) -> Callable[[], UUID]:
        made = selectors.sound_of_upload(data=data)
        name = storing.keep(made.mp3, "mp3")
        self.names = (name,)
        return lambda: (
            services.keep_voice_note(member=self.member, sound_file=name, length_ms=made.length_ms, now=self.now).pk
        )

    def show(self, row_id: UUID) -> Any:
        row = selectors.own_voice_note(member=self.member, voice_note_id=row_id)
        return serializers.VoiceNoteOut(selectors.voice_note_shown(row)).data


class _FileView(MemberView):
    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Players ask for pictures or sound alone: the file is what it is, and a refusal is a problem in JSON."""
        return super().perform_content_negotiation(request, force=True)

    def sent(self, request: Request, name: str, *, kind: str, shown_as: str) -> HttpResponse:
        """A file under its name never changes, so the name is its version."""
        etag = etag_of(name)
        headers = SEALED | {"ETag": etag}
        if matches(request.headers.get("If-None-Match"), etag):
            return HttpResponse(status=304, headers=headers)
        headers["Content-Disposition"] = f'inline; filename="{shown_as}"'
        return HttpResponse(selectors.contents(name), content_type=kind, headers=headers)


@extend_schema_view(
    get=extend_schema(
        parameters=[OpenApiParameter("size", str, OpenApiParameter.PATH, enum=selectors.SIZES)],
        responses={(200, "image/jpeg"): OpenApiTypes.BINARY},
    )
)
class PhotoFileView(_FileView):
    """For those who may see the thing it is attached to; until it is attached, for its uploader."""

    def get(self, request: Request, photo_id: UUID, size: str) -> HttpResponse:
        if size not in selectors.SIZES:
            raise NotVisible
        photo = selectors.visible_photo(member=self.member, photo_id=photo_id)
        name = photo.large_file if size == "large" else photo.small_file
        return self.sent(request, name, kind="image/jpeg", shown_as="photo.jpg")


class SoundFileView(_FileView):
    """As a photo's."""

    @extend_schema(responses={(200, "audio/mpeg"): OpenApiTypes.BINARY})
    def get(self, request: Request, voice_note_id: UUID) -> HttpResponse:
        note = selectors.visible_voice_note(member=self.member, voice_note_id=voice_note_id)
        return self.sent(request, note.sound_file, kind="audio/mpeg", shown_as="voice-note.mp3")
