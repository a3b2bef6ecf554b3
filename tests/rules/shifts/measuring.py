"""What reading a hostile file costs, measured in a small process of its own.

The system counts a child as at least as large as who started it, and a process that runs tests grows.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import aftershift

_MEASURE = """
import json, resource, sys
from pathlib import Path
from aftershift.shifts.reading import limited
from aftershift.shifts.reading.problems import CannotRead
shifts = None
try:
    found = getattr(limited, sys.argv[1])(Path(sys.argv[2]).read_bytes())
    said, shifts = "", len(getattr(found, "shifts", ()))
except CannotRead as wrong:
    said = str(wrong)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"said": said, "shifts": shifts, "seconds": used.ru_utime + used.ru_stime, "kib": used.ru_maxrss}))
"""


def measured(read: str, data: bytes, folder: Path) -> dict[str, Any]:
    """read: `read_file` for calendars, `read_sheet_file` for sheets. `said` is the refusal, or empty; `kib` the peak."""
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
