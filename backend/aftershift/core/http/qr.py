"""QR codes for the app's own screens, drawn here: no picture service learns of anybody's code."""


def drawn(text: str) -> str:
    """SVG with the quiet edge that cameras want."""
    import segno

    drawing: str = segno.make(text, error="m").svg_inline(scale=8, border=4, light="#fff", dark="#000")
    return drawing
