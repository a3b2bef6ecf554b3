import json
import re
from pathlib import Path

from aftershift.shifts.pictures import PICTURES

MOBILE = Path(__file__).parents[3] / "mobile/src"


def test_the_phone_has_a_name_for_each_picture_in_each_language():
    english = set(re.findall(r"^  (p_\w+): ", (MOBILE / "features/shifts/words.ts").read_text(), re.M))
    urdu = json.loads((MOBILE / "words/ur.json").read_text())["shifts"]
    named = {f"p_{picture.id.replace('-', '_')}" for picture in PICTURES}
    assert len(named) > 20
    assert english == named
    assert {key for key in urdu if key.startswith("p_")} == named
