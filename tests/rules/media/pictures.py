"""The corpus of Q-S12, made here: pictures that tell too much, pictures that are something else too, and bombs.

`MARK` stands for what nobody may read afterwards: a serial number, an owner, a place, a date.
"""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from PIL import Image, PngImagePlugin

MARK = b"SN4711-ROSA-51.5074N"
DATE = "2026:01:05 09:00:00"
PNG = b"\x89PNG\r\n\x1a\n"


def drawing(seed: int, size: tuple[int, int] = (96, 64), mode: str = "RGB") -> Image.Image:
    """Its left upper corner is red and the rest is blue, with a grain, so that turning it can be seen."""
    made = Image.new("RGB", size, (20, 40, 200))
    made.paste((220, 20, 20), (0, 0, size[0] // 2, size[1] // 2))
    dice = random.Random(seed)
    for _ in range(40):
        made.putpixel((dice.randrange(size[0]), dice.randrange(size[1])), (dice.randrange(256), 90, 90))
    return made.convert(mode)


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    packed = io.BytesIO()
    picture.save(packed, kind, **options)
    return packed.getvalue()


def exif(orientation: int = 1) -> bytes:
    """A place, a date, an owner and a serial number, as a phone writes them."""
    told = Image.Exif()
    told[0x0112] = orientation
    told[0x010F] = MARK.decode()
    told[0x0132] = DATE
    told[0x013B] = MARK.decode()
    told.get_ifd(0x8769)[0xA431] = MARK.decode()
    told.get_ifd(0x8769)[0x9003] = DATE
    place = told.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (51.0, 30.0, 26.0), "W", (0.0, 7.0, 39.0)
    return told.tobytes()


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>' + MARK + b"</exif:GPSLatitude></x:xmpmeta>"
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x1c\x1c\x02\x50\0\x14" + MARK


def with_segment(jpeg: bytes, marker: int, body: bytes) -> bytes:
    """Right after the start of the picture."""
    return jpeg[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_chunk(png: bytes, kind: bytes, body: bytes, *, at_end: bool = False) -> bytes:
    place = png.rindex(b"IEND") - 4 if at_end else png.index(b"IDAT") - 4
    return png[:place] + chunk(kind, body) + png[place:]


def with_text(seed: int) -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", MARK.decode())
    told.add_text("Comment", MARK.decode(), zip=True)
    told.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return encoded(drawing(seed), "PNG", pnginfo=told)


def zip_of_a_script() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("a.html", b"<script>" + MARK + b"</script>")
    return packed.getvalue()


def png_of(width: int, height: int, *, bits: int = 1, colour: int = 0) -> bytes:
    """Black, in as few bytes as that takes."""
    line = b"\0" + bytes(-(-width * bits * (3 if colour == 2 else 1) // 8))
    squeeze = zlib.compressobj(9)
    data = b"".join(squeeze.compress(line) for _ in range(height)) + squeeze.flush()
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return PNG + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def gif_of(frames: int) -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", 8, 8, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 8, 8, 0) + b"\x02\x02\x84\x51\0"
    return head + frame * frames + b";"


def telling() -> Iterator[tuple[str, bytes]]:
    """Honest pictures that say more than they show; each holds MARK, or a place written as numbers, somewhere."""
    for turn in range(1, 9):
        for kind in ("JPEG", "PNG", "WEBP"):
            yield f"{kind} with EXIF, turned {turn}", encoded(drawing(turn), kind, exif=exif(turn))
    for seed in range(8):
        jpeg, png = encoded(drawing(seed), "JPEG", quality=60 + 4 * seed), encoded(drawing(seed), "PNG")
        yield f"XMP {seed}", with_segment(jpeg, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)
        yield f"long XMP {seed}", with_segment(jpeg, 0xE1, b"http://ns.adobe.com/xmp/extension/\0" + XMP)
        yield f"IPTC {seed}", with_segment(jpeg, 0xED, IPTC)
        yield f"a comment {seed}", with_segment(jpeg, 0xFE, MARK)
        yield f"a colour profile {seed}", with_segment(jpeg, 0xE2, b"ICC_PROFILE\0\x01\x01" + MARK)
        yield f"a maker's own segment {seed}", with_segment(jpeg, 0xE5 + seed, MARK * 50)
        second = encoded(drawing(seed + 1), "JPEG", exif=exif())
        yield f"a second picture (MPF) {seed}", with_segment(jpeg, 0xE2, b"MPF\0MM\0*\0\0\0\x08\0\0") + second
        yield f"a thumbnail {seed}", with_segment(jpeg, 0xE0, b"JFXX\0\x10" + second)
        yield f"PNG texts {seed}", with_text(seed)
        yield f"PNG eXIf at the end {seed}", with_chunk(png, b"eXIf", exif()[6:], at_end=True)
        yield f"a PNG chunk of its own {seed}", with_chunk(png, b"prVt", MARK)
        yield f"WebP XMP {seed}", encoded(drawing(seed), "WEBP", xmp=XMP, lossless=seed % 2 == 0)
        for name, jointly in (("zip", zip_of_a_script()), ("page", b"<html><script>" + MARK + b"</script>")):
            yield f"JPEG and {name} {seed}", jpeg + jointly
            yield f"PNG and {name} {seed}", png + jointly
    plain = drawing(1)
    for mode in ("L", "LA", "P", "RGBA", "1", "I;16"):
        picture = plain.convert("I").convert("I;16") if mode == "I;16" else plain.convert(mode)
        yield f"PNG {mode}", with_chunk(encoded(picture, "PNG"), b"prVt", MARK)
    for mode in ("L", "CMYK"):
        yield f"JPEG {mode}", with_segment(encoded(plain.convert(mode), "JPEG"), 0xFE, MARK)
    yield "JPEG, loaded step by step", with_segment(encoded(plain, "JPEG", progressive=True), 0xFE, MARK)
    moving = {"save_all": True, "append_images": [drawing(2), drawing(3)]}
    yield "moving PNG", with_chunk(encoded(plain, "PNG", **moving), b"prVt", MARK)
    yield "moving WebP", encoded(plain, "WEBP", xmp=XMP, **moving)


def refused() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Nothing of these is kept. Made when asked for: some take a moment."""
    whole = {kind: encoded(drawing(3, (400, 300)), kind) for kind in ("JPEG", "PNG", "WEBP")}
    for kind, data in whole.items():
        for part in range(6):
            cut = len(data) * part // 7
            yield f"{kind} cut after {part} sevenths", lambda data=data, cut=cut: data[:cut]
    yield "81 megapixels", lambda: png_of(9_000, 9_000)
    yield "144 megapixels", lambda: png_of(12_000, 12_000)
    yield "400 megapixels", lambda: png_of(20_000, 20_000)
    yield "just above 24 megapixels", lambda: png_of(24_001, 1_000)
    yield "the widest PNG", lambda: png_of(2_000_000_000, 1)[:200]
    yield "a PNG without height", lambda: PNG + chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 0, 1, 0, 0, 0, 0))
    yield (
        "a WebP of 16383 squared",
        lambda: (
            b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + b"\0" * 4 + b"\xfe\x3f\0\xfe\x3f\0"
        ),
    )
    yield "a JPEG of 65000 squared", lambda: b"\xff\xd8\xff\xc0\0\x11\x08" + struct.pack(">HH", 65_000, 65_000)
    yield (
        "a text that unpacks to 100 MB",
        lambda: with_chunk(whole["PNG"], b"zTXt", b"a\0\0" + zlib.compress(bytes(100_000_000), 9)),
    )
    yield "a GIF of 10,000 frames", lambda: gif_of(10_000)
    yield "a GIF", lambda: encoded(drawing(1), "GIF")
    yield "a BMP", lambda: encoded(drawing(1), "BMP")
    yield "a TIFF", lambda: encoded(drawing(1), "TIFF")
    yield "a drawing with a script", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    yield "a drawing that reads files", lambda: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'
    yield "a page", lambda: b"<html><script>alert(1)</script>"
    yield "a program for PostScript", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n"
    yield "a zip", zip_of_a_script
    yield "a PDF", lambda: b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj"
    yield "HEIC", lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(500)
    yield "AVIF", lambda: encoded(drawing(1), "AVIF")
    yield "nothing", lambda: b""
    yield "one byte", lambda: b"\xff"
    yield "a JPEG's first bytes", lambda: b"\xff\xd8\xff"
    yield "fillings without end", lambda: b"\xff\xd8" + b"\xff" * 5_000_000
    yield "segments without end", lambda: b"\xff\xd8" + b"\xff\xe1\0\x02" * 1_000_000
    yield "rubbish after PNG's first bytes", lambda: PNG + random.Random(1).randbytes(5_000)
    yield "rubbish", lambda: random.Random(2).randbytes(5_000)
    yield "above 8 MB", lambda: whole["JPEG"] + bytes(8_000_000)


def found_in(data: bytes) -> set[str]:
    """The tests' own reader of what should not be there, by bytes and, for a JPEG, by its parts."""
    marks = {
        "mark": MARK,
        "EXIF": b"Exif\0\0",
        "eXIf": b"eXIf",
        "WebP EXIF": b"EXIF",
        "XMP": b"adobe",
        "IPTC": b"Photoshop",
        "MPF": b"MPF\0",
        "profile": b"ICC_PROFILE",
        "script": b"<script",
        "zip": b"PK\x03\x04",
        "date": DATE.encode(),
    }
    found = {name for name, mark in marks.items() if mark in data}
    if data.startswith(b"\xff\xd8"):
        found |= {f"segment {marker:02X}" for marker in _segments(data) if marker not in PLAIN}
    return found


# JFIF, tables, a baseline frame, scan, end.
PLAIN = {0xE0, 0xDB, 0xC0, 0xC4, 0xDA, 0xD9}


def _segments(data: bytes) -> Iterator[int]:
    place = 2
    while place < len(data) - 1:
        marker = data[place + 1]
        yield marker
        if marker == 0xD9:
            if data[place + 2 :]:
                yield 0x00  # something after the end
            return
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == 0xDA:
            while not (data[place] == 0xFF and data[place + 1] not in (0, *range(0xD0, 0xD8))):
                place += 1
