"""A picture for the demonstration, drawn here: nobody's photo is needed for it."""

import io

from PIL import Image, ImageDraw

SIZE = (960, 640)


def quiet_corner() -> bytes:
    """A window seat in the evening, a lamp and three books, as a PNG."""
    picture = Image.new("RGB", SIZE, "#3B3566")
    pen = ImageDraw.Draw(picture)
    for line in range(300):  # the evening sky in the window
        share = line / 300
        colour = (int(60 + 190 * share), int(70 + 110 * share), int(140 - 20 * share))
        pen.line((140, 70 + line, 620, 70 + line), fill=colour)
    pen.rectangle((140, 70, 620, 370), outline="#FFF4E0", width=14)
    pen.line((380, 70, 380, 370), fill="#FFF4E0", width=10)
    pen.rectangle((90, 420, 870, 560), fill="#7A5C46")
    pen.rounded_rectangle((110, 380, 560, 450), 26, fill="#E9C46A")
    pen.line((760, 420, 760, 220), fill="#FFF4E0", width=10)
    pen.polygon(((690, 230), (830, 230), (795, 140), (725, 140)), fill="#FFD98A")
    for place, cover in enumerate(("#2A9D8F", "#E76F51", "#F4F1DE")):
        pen.rectangle((610, 394 - 26 * place, 730 - 8 * place, 418 - 26 * place), fill=cover)
    packed = io.BytesIO()
    picture.save(packed, "PNG")
    return packed.getvalue()
