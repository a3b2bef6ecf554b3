"""A voice note is opened in a limited child and made anew: a minute at most, and nothing but the sound."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import av
import pytest

from aftershift.core.limited import CannotRead
from aftershift.media.decoding import limited
from tests.rules.media.measuring import measured
from tests.rules.media.sounds import MARK, film, recorded, wave_of

RECORDERS = [("webm", "libopus"), ("ogg", "libopus"), ("mp4", "aac"), ("ipod", "aac"), ("3gp", "libopencore_amrnb")]


@pytest.mark.parametrize(("container", "codec"), RECORDERS)
def test_what_browsers_and_phones_record_is_kept_as_an_mp3_that_tells_nothing(container: str, codec: str):
    data = recorded(2, container, codec)
    assert MARK.encode() in data, "the reader finds nothing in what was sent: it proves nothing"
    made = limited.read_sound(data)
    assert 1_900 <= made.length_ms <= 2_200
    assert MARK.encode() not in made.mp3
    for mark in (b"ID3", b"TAG", b"Lavf", b"Lavc", b"Xing", b"Info"):
        assert mark not in made.mp3
    with av.open(io.BytesIO(made.mp3)) as kept:
        assert dict(kept.metadata) == {}
        assert [stream.codec_context.name for stream in kept.streams] in (["mp3float"], ["mp3"])
        assert kept.streams.audio[0].layout.name == "mono"


def test_a_minute_is_kept_and_more_is_refused():
    assert 59_900 <= limited.read_sound(recorded(60)).length_ms <= 60_100
    with pytest.raises(CannotRead, match="longer than 60 seconds"):
        limited.read_sound(recorded(62))


def test_what_the_header_says_of_the_length_is_not_believed():
    data = recorded(70, "mp4", "aac")
    lying = data.replace(b"mvhd", b"free").replace(b"tkhd", b"free").replace(b"mdhd", b"free")
    with pytest.raises(CannotRead):
        limited.read_sound(lying)


WHOLE = recorded(3)
REFUSED: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"\x1a",
    "the first bytes alone": lambda: b"\x1a\x45\xdf\xa3",
    "rubbish after the first bytes": lambda: b"\x1a\x45\xdf\xa3" + random.Random(1).randbytes(9_000),
    "rubbish after MP4's first bytes": lambda: b"\0\0\0\x18ftypM4A " + random.Random(1).randbytes(9_000),
    "rubbish after Ogg's first bytes": lambda: b"OggS" + random.Random(1).randbytes(9_000),
    "a film without a sound": film,
    "a wave file": lambda: wave_of(1),
    "a list of other files": lambda: b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n",
    "a list to be joined": lambda: b"ffconcat version 1.0\nfile /etc/passwd\n",
    "a page": lambda: b"<html><script>alert(1)</script>",
    "a picture": lambda: b"\xff\xd8\xff\xe0" + bytes(900),
    "two minutes": lambda: recorded(120),
    "two minutes of MP4": lambda: recorded(120, "mp4", "aac"),
    "above 3 MB": lambda: WHOLE + bytes(3_000_000),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_voice_note_is_refused_with_a_sentence(name: str, tmp_path: Path):
    found = measured("read_sound", REFUSED[name](), tmp_path)
    assert found["said"].endswith(".")
    assert len(found["said"]) < 120
    assert found["seconds"] <= 6.2


@pytest.mark.parametrize("part", range(1, 6))
def test_a_recording_that_was_cut_off_gives_what_is_there_or_a_sentence(part: int):
    try:
        made = limited.read_sound(WHOLE[: len(WHOLE) * part // 6])
    except CannotRead as wrong:
        said = str(wrong)
    else:
        said = "."
        assert 0 < made.length_ms <= 3_100
    assert said.endswith(".")


def test_no_recording_costs_more_than_150_mib_beside_the_libraries(tmp_path: Path):
    own = measured("read_sound", recorded(0.1), tmp_path)["kib"]
    for data in (recorded(60), recorded(60, "mp4", "aac"), REFUSED["two minutes"]()):
        assert measured("read_sound", data, tmp_path)["kib"] <= own + 150 * 1024
