"""What a picture says of itself in its first bytes. No library has seen the file yet: some make room for it on opening."""

from __future__ import annotations

import struct

from aftershift.core.limited import CannotRead

NOT_A_PICTURE = "This is not a picture that can be opened. Choose a JPEG, PNG or WebP picture."
_PNG = b"\x89PNG\r\n\x1a\n"
# Start-of-frame markers; the other three of C0..CF are tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length


def kind_and_size(data: bytes) -> tuple[str, int, int]:
    """Pillow's name of the format, width and height in pixels. Raises CannotRead for what is none of the three."""
    try:
        if data.startswith(_PNG) and data[12:16] == b"IHDR":
            return ("PNG", *struct.unpack(">II", data[16:24]))
        if data.startswith(b"\xff\xd8\xff"):
            return ("JPEG", *_jpeg(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return ("WEBP", *_webp(data))
        if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"):
            raise CannotRead("This kind of picture (HEIC or AVIF) cannot be opened here. Send it as a JPEG.")
    except (struct.error, IndexError):
        pass
    raise CannotRead(NOT_A_PICTURE)


def _jpeg(data: bytes) -> tuple[int, int]:
    place = 2
    while True:
        if data[place] != 0xFF:
            raise CannotRead(NOT_A_PICTURE)
        marker = data[place + 1]
        if marker == 0xFF:  # filling
            place += 1
        elif marker in _ALONE:
            place += 2
        elif marker in _FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        else:
            place += 2 + max(2, int.from_bytes(data[place + 2 : place + 4], "big"))


def _webp(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        (bits,) = struct.unpack("<I", data[21:25])
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    raise CannotRead(NOT_A_PICTURE)
