"""A recording made anew as a small MP3 of one channel. Runs in the limited child: call `limited.read_sound`.

MP3, because every browser plays it without a licensed or an installed decoder, and so does every phone.
"""

from __future__ import annotations

import io
from typing import Any

import av
from av.audio.resampler import AudioResampler

from aftershift.core.limited import CannotRead

MOST_SECONDS = 60
_SLACK = 1.0  # a recorder that is stopped at 60 s ends a little later
RATE, BITS = 24_000, 48_000  # for speech
NOT_A_SOUND = "This is not a recording that can be opened. Record it again."
TOO_LONG = "The recording is longer than 60 seconds. Say it shorter."
# By their first bytes: what browsers record, and phones. Nothing that could name another file to open.
_CONTAINERS = ((0, b"\x1a\x45\xdf\xa3", "matroska"), (4, b"ftyp", "mov"), (0, b"OggS", "ogg"))
_CODECS = frozenset({"opus", "libopus", "vorbis", "aac", "amrnb", "amrwb", "libopencore_amrnb", "libopencore_amrwb"})


def made_anew(data: bytes) -> tuple[int, bytes]:
    """Its length in milliseconds and the MP3. Raises CannotRead."""
    container = next((name for at, mark, name in _CONTAINERS if data[at : at + len(mark)] == mark), None)
    if container is None:
        raise CannotRead(NOT_A_SOUND)
    try:
        return _sound(data, container)
    except (CannotRead, MemoryError):
        raise
    except Exception:  # a decoder given rubbish may raise anything; whatever it is, the recording cannot be opened
        raise CannotRead(NOT_A_SOUND) from None


def _sound(data: bytes, container: str) -> tuple[int, bytes]:
    packed = io.BytesIO()
    quiet: dict[str, Any] = {"fflags": "+bitexact", "write_xing": "0", "id3v2_version": "0"}
    given: Any = av.open(io.BytesIO(data), format=container)
    with given, av.open(packed, "w", format="mp3", container_options=quiet) as made:
        if not given.streams.audio:
            raise CannotRead(NOT_A_SOUND)
        stream = given.streams.audio[0]
        if stream.codec_context.codec.name not in _CODECS:
            raise CannotRead(NOT_A_SOUND)
        stream.codec_context.thread_count = 1
        out = made.add_stream("libmp3lame", rate=RATE, layout="mono")
        out.bit_rate = BITS
        resampler = AudioResampler(format=out.format, layout="mono", rate=RATE)
        samples = 0
        # Counted as they come: what a header says of its length may be left out, or a lie.
        for frame in given.decode(stream):
            for plain in resampler.resample(frame):
                samples += plain.samples
                if samples > (MOST_SECONDS + _SLACK) * RATE:
                    raise CannotRead(TOO_LONG)
                plain.pts = None
                made.mux(out.encode(plain))
        for plain in resampler.resample(None):
            samples += plain.samples
            plain.pts = None
            made.mux(out.encode(plain))
        if not samples:
            raise CannotRead(NOT_A_SOUND)
        made.mux(out.encode(None))
    return samples * 1000 // RATE, packed.getvalue()
