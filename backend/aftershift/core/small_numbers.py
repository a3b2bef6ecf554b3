"""One place that decides how a count of a group is shown (DESIGN 5, DOMAIN 7.2)."""

SMALLEST_SHOWN = 8
STEP = 5


def rounded(count: int) -> dict[str, int]:
    """`{"about": n}` rounded to 5 from 8 people up, `{"fewer_than": 8}` below, zero included."""
    if count < SMALLEST_SHOWN:
        return {"fewer_than": SMALLEST_SHOWN}
    return {"about": max(SMALLEST_SHOWN, STEP * round(count / STEP))}
