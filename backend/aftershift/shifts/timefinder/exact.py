"""Who could come, exact to the minute (DESIGN 13). No grid, no rounding: the measure that free maps may not exceed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .rest import Busy
from .zones import Minutes


def could_come(busy: Busy, starts: Minutes, minutes: int) -> NDArray[np.bool_]:
    """bool, shape (rows, len(starts)): whether nothing keeps the row from an activity of that many elapsed minutes.

    starts: UTC minutes. `busy` is for on site or off site, as the activity is.
    """
    fits = np.ones((busy.rows, len(starts)), dtype=np.bool_)
    for place, start in enumerate(starts):
        fits[busy.row[(busy.start < start + minutes) & (busy.end > start)], place] = False
    return fits
