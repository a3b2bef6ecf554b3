"""Rows of the route census for photos and voice notes."""

import io

import av
from PIL import Image

from aftershift.core import clock
from aftershift.media import services, storing
from tests.api.census import Call, Row, World

MAKES = {"anonymous": 401, "new": 201, "member": 201, "organiser": 201, "supervisor": 201}
# What is attached to nothing is its uploader's alone: here the connector's.
ITS_UPLOADER = {"anonymous": 401, "new": 404, "member": 404, "connector": 200, "organiser": 404, "supervisor": 404}


def a_picture() -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(packed, "JPEG")
    return packed.getvalue()


def a_sound(seconds: float = 1) -> bytes:
    """Silence as a browser records it."""
    packed = io.BytesIO()
    with av.open(packed, "w", format="webm") as file:
        stream = file.add_stream("libopus", rate=48_000, layout="mono")
        for at in range(0, int(seconds * 48_000), 960):
            frame = av.AudioFrame(format="s16", layout="mono", samples=960)
            frame.planes[0].update(bytes(1920))
            frame.sample_rate, frame.pts = 48_000, at
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return packed.getvalue()


def _a_photo(world: World) -> Call:
    photo = services.keep_photo(
        member=world.member("connector"),
        large_file=storing.keep(b"large", "jpg"),
        small_file=storing.keep(b"small", "jpg"),
        width=64,
        height=48,
        now=clock.now(),
    )
    return Call({"photo_id": photo.pk, "size": "small"})


def _a_voice_note(world: World) -> Call:
    note = services.keep_voice_note(
        member=world.member("connector"), sound_file=storing.keep(b"sound", "mp3"), length_ms=1000, now=clock.now()
    )
    return Call({"voice_note_id": note.pk})


ROWS = [
    Row("POST", "/api/v1/photos", roles=MAKES, make=lambda w: Call(body=a_picture(), format="image/jpeg"), once=True),
    Row("GET", "/api/v1/photos/<uuid:photo_id>/<slug:size>", roles=ITS_UPLOADER, make=_a_photo, foreign=True),
    Row(
        "POST", "/api/v1/voice-notes", roles=MAKES, make=lambda w: Call(body=a_sound(), format="audio/webm"), once=True
    ),
    Row("GET", "/api/v1/voice-notes/<uuid:voice_note_id>/sound", roles=ITS_UPLOADER, make=_a_voice_note, foreign=True),
]
