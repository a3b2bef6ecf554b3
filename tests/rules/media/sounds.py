"""Recordings made here, as browsers and phones make them, and some that are none."""

import io
import struct
import wave
from fractions import Fraction

import av

MARK = "SN4711-ROSA-51.5074N"


def recorded(seconds: float, container: str = "webm", codec: str = "libopus", *, told: bool = True) -> bytes:
    """A tone; `told` adds an owner, a place and a date, as some recorders do."""
    packed = io.BytesIO()
    rate = 8_000 if codec == "libopencore_amrnb" else 48_000
    with av.open(packed, "w", format=container) as file:
        if told:
            file.metadata.update({"artist": MARK, "location": MARK, "comment": MARK, "title": MARK})
        stream = file.add_stream(codec, rate=rate, layout="mono")
        at, size = 0, stream.codec_context.frame_size or 960
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=rate, frame_size=size)
        while at < seconds * rate:
            frame = av.AudioFrame(format="s16", layout="mono", samples=size)
            frame.planes[0].update(struct.pack(f"<{size}h", *(((at + n) * 300) % 8000 - 4000 for n in range(size))))
            frame.sample_rate, frame.pts, frame.time_base = rate, at, Fraction(1, rate)
            for plain in resampler.resample(frame):
                file.mux(stream.encode(plain))
            at += size
        file.mux(stream.encode(None))
    return packed.getvalue()


def wave_of(seconds: int) -> bytes:
    packed = io.BytesIO()
    with wave.open(packed, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16_000 * seconds))
    return packed.getvalue()


def film() -> bytes:
    """Pictures without a sound."""
    packed = io.BytesIO()
    with av.open(packed, "w", format="webm") as file:
        stream = file.add_stream("libvpx", rate=5)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
        for _ in range(5):
            file.mux(stream.encode(av.VideoFrame(32, 32, "yuv420p")))
        file.mux(stream.encode(None))
    return packed.getvalue()
