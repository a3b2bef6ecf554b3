"""One environment for every test: testing mode, and a SQLite file (in memory there is no write-ahead log).

A pytest plugin, named in pyproject.toml: settings are read before any conftest.py is.
"""

import hashlib
import os
import tempfile
from pathlib import Path

os.environ["TESTING"] = "1"
os.environ.setdefault("DATABASE_URL", "sqlite://")
os.environ.setdefault("SECRET_KEY", "for tests only, never used elsewhere")
_here = hashlib.sha256(str(Path(__file__)).encode()).hexdigest()[:10]
# In shared memory where there is one: full sync then costs no wait for a disk.
_folder = "/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()
os.environ.setdefault("MEDIA_ROOT", str(Path(_folder) / f"aftershift-test-{_here}-media"))
os.environ.setdefault("TEST_SQLITE", str(Path(_folder) / f"aftershift-test-{_here}.sqlite3"))
