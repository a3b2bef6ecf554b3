"""Q-S12: a photo is opened in a limited child and made anew; only its pixels are carried over."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from aftershift.core.limited import CannotRead
from aftershift.media.decoding import limited, pictures
from tests.rules.media.measuring import measured
from tests.rules.media.pictures import drawing, encoded, exif, found_in, png_of, refused, telling

EXTRA_KIB = 150 * 1024
TELLING = dict(telling())
REFUSED = dict(refused())


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_the_corpus_has_200_files():
    assert len(TELLING) + len(REFUSED) >= 200


@pytest.mark.parametrize("name", TELLING)
def test_what_is_kept_shows_the_picture_and_tells_nothing_else(name: str):
    data = TELLING[name]
    assert found_in(data) - {"segment 00"}, "the reader finds nothing in what was sent: it proves nothing"
    made = limited.read_photo(data)
    for kept in (made.large, made.small):
        assert found_in(kept) == set()
        picture = opened(kept)
        assert picture.format == "JPEG"
        assert picture.mode == "RGB"
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert dict(picture.getexif()) == {}
        assert sorted(picture.size) == [64, 96]


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_upright_without_saying_how_it_was_held(kind: str, turn: int):
    made = limited.read_photo(encoded(drawing(5), kind, exif=exif(turn)))
    # Where the red corner lies when the picture is held as its file says.
    corner = {1: "lu", 2: "ru", 3: "rd", 4: "ld", 5: "lu", 6: "ru", 7: "rd", 8: "ld"}[turn]
    picture = opened(made.large)
    wide = turn < 5
    assert picture.size == ((96, 64) if wide else (64, 96))
    assert (made.width, made.height) == picture.size
    at = {
        side: (picture.width // 4 if side[0] == "l" else picture.width * 3 // 4) * 1000
        + (picture.height // 4 if side[1] == "u" else picture.height * 3 // 4)
        for side in ("lu", "ru", "ld", "rd")
    }
    red = {side: picture.getpixel(divmod(place, 1000))[0] > 150 for side, place in at.items()}
    assert red == {side: side == corner for side in at}


def test_two_sizes_are_kept_and_none_is_made_larger():
    made = limited.read_photo(encoded(drawing(1, (3000, 1500)), "JPEG"))
    assert (opened(made.large).size, opened(made.small).size) == ((1280, 640), (320, 160))
    made = limited.read_photo(encoded(drawing(1, (200, 100)), "JPEG"))
    assert (opened(made.large).size, opened(made.small).size) == ((200, 100), (200, 100))


def test_what_could_be_seen_through_is_white():
    made = limited.read_photo(encoded(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG"))
    assert opened(made.large).getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_photo_is_refused_with_a_sentence(name: str):
    with pytest.raises(CannotRead) as wrong:
        limited.read_photo(REFUSED[name]())
    assert str(wrong.value).endswith(".")
    assert len(str(wrong.value)) < 120


@pytest.fixture(scope="module")
def own_kib(tmp_path_factory: pytest.TempPathFactory) -> int:
    found = measured("read_photo", encoded(drawing(1), "PNG"), tmp_path_factory.mktemp("honest"))
    assert found["said"] == ""
    return int(found["kib"])


COSTLY: dict[str, Callable[[], bytes]] = {
    "24 megapixels of JPEG": lambda: encoded(Image.effect_noise((1500, 1000), 50).resize((6000, 4000)), "JPEG"),
    "24 megapixels, step by step": lambda: encoded(
        Image.effect_noise((750, 500), 50).convert("RGB").resize((6000, 4000)), "JPEG", progressive=True, subsampling=0
    ),
    "24 megapixels in colours": lambda: png_of(6000, 4000, bits=8, colour=2),
    "24 megapixels of one bit": lambda: png_of(6000, 4000),
    "24 megapixels to be seen through": lambda: encoded(Image.new("RGBA", (6000, 4000), (9, 9, 9, 90)), "PNG"),
    "24 megapixels of WebP": lambda: encoded(Image.new("RGB", (6000, 4000), "teal"), "WEBP"),
    "one line of 24 megapixels": lambda: png_of(24_000_000, 1),
} | {name: REFUSED[name] for name in ("81 megapixels", "144 megapixels", "a text that unpacks to 100 MB")}


@pytest.mark.parametrize("name", COSTLY)
def test_no_picture_costs_more_than_150_mib_and_six_seconds(name: str, own_kib: int, tmp_path: Path):
    found = measured("read_photo", COSTLY[name](), tmp_path)
    assert found["kib"] <= own_kib + EXTRA_KIB
    assert found["seconds"] <= 6.2
    assert found["said"] == "" or found["said"].endswith(".")


@pytest.mark.parametrize("name", ["24 megapixels of JPEG", "24 megapixels in colours", "24 megapixels of one bit"])
def test_what_phones_take_is_opened_within_that(name: str):
    assert max(opened(limited.read_photo(COSTLY[name]()).large).size) == 1280


def test_the_look_at_the_header_is_what_stops_a_bomb(monkeypatch: pytest.MonkeyPatch):
    """Without it, 81 megapixels are opened (Q-S12: the test fails with the guard off)."""
    bomb = png_of(9_000, 9_000)
    with pytest.raises(CannotRead, match="24 megapixels"):
        pictures.made_anew(bomb)
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100_000_000)
    assert pictures.made_anew(bomb)[0]["large"] == (1280, 1280)
