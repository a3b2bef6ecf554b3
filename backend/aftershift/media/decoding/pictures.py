"""A picture made anew in two sizes (Q-S12). Runs in the limited child: call `limited.read_photo`.

Only pixels are carried over. What a file says beside them (where, when, whose camera, texts, smaller pictures of the
uncut one, whatever was glued to its end) has no way across.
"""

from __future__ import annotations

import io

from PIL import Image

from aftershift.core.limited import CannotRead

from .headers import NOT_A_PICTURE, kind_and_size

MOST_PIXELS = 24_000_000
SIZES = {"large": 1280, "small": 320}  # pixels on the longer side
STRIP = 1_000_000  # pixels that are looked at together
QUALITY = 82
LARGE = 8_000_000  # pixels; above it some formats cannot be opened within the child's memory
MAYBE_TOO_LARGE = "The picture cannot be opened. A smaller one may work."
_ORIENTATION = 0x0112
# As the numbers of EXIF say it.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def made_anew(data: bytes) -> tuple[dict[str, tuple[int, int]], dict[str, bytes]]:
    """Width and height, and the JPEG, by size. Raises CannotRead."""
    kind, width, height = kind_and_size(data)
    if not width or not height:
        raise CannotRead(NOT_A_PICTURE)
    if width * height > MOST_PIXELS:
        raise CannotRead("The picture is larger than 24 megapixels. Choose a smaller one.")
    Image.MAX_IMAGE_PIXELS = None  # counted above, from the header
    try:
        small_enough = _first_frame(data, kind)
    except MemoryError:
        raise CannotRead("The picture needs too much memory to open. Choose a smaller one.") from None
    except Exception:  # a decoder given rubbish, or no memory, may raise anything: the picture cannot be opened
        raise CannotRead(NOT_A_PICTURE if width * height < LARGE else MAYBE_TOO_LARGE) from None
    sizes, files = {}, {}
    for name, longest in SIZES.items():
        sized = small_enough.copy()
        sized.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        clean = Image.new("RGB", sized.size)
        clean.paste(sized)
        packed = io.BytesIO()
        clean.save(packed, "JPEG", quality=QUALITY, optimize=True)
        sizes[name], files[name] = clean.size, packed.getvalue()
    return sizes, files


def _first_frame(data: bytes, kind: str) -> Image.Image:
    """The first frame, upright, on white, less than twice as long as the largest size."""
    picture = Image.open(io.BytesIO(data), formats=(kind,))
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError("a second header says another size")
    turn = _TURNS.get(_orientation(picture))
    longest = SIZES["large"]
    picture.draft("RGB", (longest, longest))  # a JPEG is decoded at a half, quarter or eighth where that is enough
    picture.load()
    factor = max(1, max(picture.size) // longest)
    small = _reduced(picture, factor)
    return small.transpose(turn) if turn is not None else small


def _reduced(picture: Image.Image, factor: int) -> Image.Image:
    """Strip by strip: in full colours all of it at once would take several times the memory of the picture."""
    width, height = picture.size
    rows = max(1, STRIP // width // factor) * factor
    out = Image.new("RGB", (-(-width // factor), -(-height // factor)), "white")
    for top in range(0, height, rows):
        strip = _on_white(picture.crop((0, top, width, min(height, top + rows))))
        out.paste(strip.reduce(factor) if factor > 1 else strip, (0, top // factor))
    return out


def _on_white(strip: Image.Image) -> Image.Image:
    if strip.mode.startswith("I") or strip.mode == "F":  # 16 bits a pixel: the upper eight are what a screen shows
        return strip.convert("I").point(lambda level: level / 256).convert("L").convert("RGB")
    if strip.has_transparency_data:
        seen = strip.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        ground.alpha_composite(seen)
        return ground.convert("RGB")
    return strip.convert("RGB")


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # broken metadata is no reason to refuse a picture that can be seen
        return 1
