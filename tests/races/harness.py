"""Many phones at one real server: two processes, one database, everybody starts at the same moment."""

import json
import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from uuid import uuid4

from django.db import connection

from aftershift.people.models import Member
from tests.factories import session_key_of

KEPT_ALIVE = 1.0  # seconds; gunicorn closes idle connections after 2


def database_url() -> str:
    """The address of the test's own database, for a server process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{name}"


def server_env() -> dict[str, str]:
    return {
        "DATABASE_URL": database_url(),
        "TESTING": "1",
        "SECRET_KEY": os.environ["SECRET_KEY"],
        "PUBLIC_URL": "http://localhost",
    }


@dataclass
class Phone:
    """One member's native app with its own connection."""

    member_id: str
    token: str
    connection: HTTPConnection = field(repr=False)
    used_at: float = 0

    def fresh(self) -> None:
        """A connection that was idle may be closed by the server at the moment of sending: take a new one instead."""
        if time.monotonic() - self.used_at > KEPT_ALIVE:
            self.connection.close()
        self.used_at = time.monotonic()

    def send(self, method: str, path: str, body: Any = None, key: str | None = None) -> tuple[int, Any]:
        self.fresh()
        headers = {
            "X-Session-Token": self.token,
            "X-Member": self.member_id,
            "Content-Type": "application/json",
            "Idempotency-Key": key or str(uuid4()),
        }
        self.connection.request(method, path, json.dumps(body or {}), headers)
        reply = self.connection.getresponse()
        raw = reply.read()
        return reply.status, json.loads(raw) if raw else None


def phone(member: Member, port: int) -> Phone:
    return Phone(str(member.pk), session_key_of(member), HTTPConnection("127.0.0.1", port, timeout=60))


def all_at_once(calls: list[Callable[[], tuple[int, Any]]]) -> list[tuple[int, Any]]:
    """Run every call in a thread of its own, released together; replies in the order of `calls`."""
    barrier = threading.Barrier(len(calls))
    replies: list[Any] = [None] * len(calls)

    def run(index: int) -> None:
        barrier.wait()
        try:
            replies[index] = calls[index]()
        except OSError as fault:  # judged by the test: no reply is a failure
            replies[index] = (0, repr(fault))

    threads = [threading.Thread(target=run, args=(i,)) for i in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return replies


def statuses(replies: list[tuple[int, Any]]) -> Counter[int]:
    return Counter(status for status, _ in replies)


def hang_up(phones: list[Phone]) -> None:
    for each in phones:
        with closing(each.connection):
            pass
