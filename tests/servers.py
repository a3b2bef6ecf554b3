"""Real server processes for tests: a free port, a database of their own, web and worker, and a clean end."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[1]


def free_port() -> int:
    with closing(socket.socket()) as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def answers(port: int, path: str = "/readyz") -> bool:
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=2)) as connection:
            connection.request("GET", path)
            reply = connection.getresponse()
            reply.read()
            return reply.status == 200
    except OSError:
        return False


@contextmanager
def gunicorn(**settings: Any) -> Iterator[int]:
    """Serve until the block ends; yields the port. Takes what `served` takes."""
    with served(**settings) as (port, _):
        yield port


@contextmanager
def served(
    *,
    env: dict[str, str],
    workers: int = 2,
    threads: int = 4,
    app: str = "aftershift.config.wsgi",
    output: IO[bytes] | None = None,
    waits_for: str = "/readyz",
    step: float = 0.1,
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Yields the port and gunicorn's own process. The database of `env["DATABASE_URL"]` must be migrated.

    output: where the server's own words go; nowhere by default.
    """
    port = free_port()
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--no-control-socket",
            "--preload",
            "--workers",
            str(workers),
            "--threads",
            str(threads),
            "--bind",
            f"127.0.0.1:{port}",
            "--log-level",
            "warning",
            app,
        ],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        | {"PYTHONPATH": f"backend:{ROOT}"}
        | env,
        stdout=output or subprocess.DEVNULL,
        stderr=output or subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while not answers(port, waits_for):
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the server did not start")
            time.sleep(step)
        yield port, server
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def workers_of(server: subprocess.Popen[bytes]) -> list[int]:
    """Process ids of gunicorn's workers now."""
    return [int(pid) for pid in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()]
