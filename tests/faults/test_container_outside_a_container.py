"""What Dockerfile and docker-compose.yml say, run outside a container: names, paths, the start command, the health check."""

import os
import re
import shlex
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import yaml

from tests.servers import free_port

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SERVICE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["aftershift"]
SETTINGS = (ROOT / "backend/aftershift/config/settings.py").read_text()


def lists(instruction: str) -> list[str]:
    import json

    return json.loads(re.findall(rf"^{instruction} (?:CMD )?(\[.*\])$", DOCKERFILE, re.M)[-1])


def started(env: dict[str, str]) -> subprocess.Popen[bytes]:
    base = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": os.environ.get("HOME", "/")}
    return subprocess.Popen(lists("CMD"), cwd=ROOT, env=base | env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def test_every_name_in_the_environment_is_one_that_something_reads():
    scripts = (ROOT / "scripts/serve.sh").read_text()
    for name in SERVICE["environment"]:
        assert f'"{name}"' in SETTINGS or name in scripts, name


def test_everything_copied_exists():
    for line in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.M):
        for source in shlex.split(line)[:-1]:
            assert (ROOT / source).exists() or source == "openapi.yaml", source


def test_the_start_command_serves_and_the_health_check_sees_it(tmp_path):
    port = free_port()
    server = started(
        {
            "PORT": str(port),
            "PYTHON": sys.executable,
            "VAR_DIR": str(tmp_path),
            "WEB_WORKERS": "1",
            "SECRET_KEY": "x" * 60,
            "PUBLIC_URL": "https://aftershift.example.org",
            "ALLOWED_HOSTS": "127.0.0.1",
            "BEHIND_PROXY": "1",
        }
    )
    try:
        check = [sys.executable, *lists("HEALTHCHECK")[1:]]
        check[-1] = check[-1].replace(":8000", f":{port}")
        deadline = time.monotonic() + 150
        while subprocess.run(check, capture_output=True).returncode and time.monotonic() < deadline:
            assert server.poll() is None, server.stderr.read().decode()
            time.sleep(0.3)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as reply:
            assert reply.status == 200
            assert "max-age" in reply.headers["Strict-Transport-Security"]
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.parametrize(
    ("missing", "hint"), [("SECRET_KEY", b"SECRET_KEY is not set"), ("PUBLIC_URL", b"PUBLIC_URL is not https")]
)
def test_it_refuses_to_start_unsafely(tmp_path, missing, hint):
    env = {
        "PORT": str(free_port()),
        "PYTHON": sys.executable,
        "VAR_DIR": str(tmp_path),
        "SECRET_KEY": "x" * 60,
        "PUBLIC_URL": "https://a.example",
    }
    del env[missing]
    server = started(env)
    _, errors = server.communicate(timeout=60)
    assert server.returncode != 0
    assert hint in errors
