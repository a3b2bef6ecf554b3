"""What opening a file costs, measured in a small process of its own (as in tests/rules/shifts/measuring.py)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import aftershift

_MEASURE = """
import json, resource, sys
from pathlib import Path
from aftershift.core.limited import CannotRead
from aftershift.media.decoding import limited
said = ""
try:
    getattr(limited, sys.argv[1])(Path(sys.argv[2]).read_bytes())
except CannotRead as wrong:
    said = str(wrong)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"said": said, "seconds": used.ru_utime + used.ru_stime, "kib": used.ru_maxrss}))
"""


def measured(read: str, data: bytes, folder: Path) -> dict[str, Any]:
    """read: `read_photo` or `read_sound`. `said` is the refusal, or empty; `kib` the peak."""
    file = folder / "file"
    file.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, read, str(file)],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(Path(aftershift.__file__).parents[1])},
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found
