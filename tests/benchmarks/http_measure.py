"""Real servers, and what a request costs them: processor time from /proc, memory as PSS, waiting time at 8 connections."""

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.servers import served, workers_of

TICK = os.sysconf("SC_CLK_TCK")
CONNECTIONS = 8


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None = None
    status: int = 200


@dataclass
class Seen:
    cpu_ms: float  # of the server's processes, a request
    rps: float
    p50_ms: float
    kb: float
    seconds: float


class Server:
    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port, self.process = port, process

    def cpu(self) -> float:
        """Seconds of processor time that the workers have used."""
        used = 0
        for pid in workers_of(self.process):
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
            used += int(fields[11]) + int(fields[12])
        return used / TICK

    def pss_mib(self) -> float:
        """Memory of a worker, what it shares with others counted in parts."""
        sizes = []
        for pid in workers_of(self.process):
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            sizes.append(next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024)
        return statistics.mean(sizes)

    def one(self, asked: Asked) -> tuple[int, bytes, dict[str, str]]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
            return send(line, asked)

    def load(self, asked: Callable[[int], Asked], count: int, connections: int = CONNECTIONS) -> Seen:
        """`count` requests over so many connections; every reply must have its status."""
        waits: list[float] = []
        sizes: list[int] = []
        numbers = iter(range(count))
        lock = threading.Lock()
        wrong: list[Any] = []

        def client() -> None:
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
                while True:
                    with lock:
                        number = next(numbers, None)
                    if number is None:
                        return
                    each = asked(number)
                    begun = time.perf_counter()
                    status, body, _ = send(line, each)
                    waits.append(time.perf_counter() - begun)
                    sizes.append(len(body))
                    if status != each.status:
                        wrong.append((status, body[:200]))

        before, begun = self.cpu(), time.perf_counter()
        together(client, connections)
        took = time.perf_counter() - begun
        if wrong:
            raise RuntimeError(f"{len(wrong)} wrong replies, such as {wrong[0]}")
        cpu = (self.cpu() - before) / count * 1000
        return Seen(cpu, count / took, statistics.median(waits) * 1000, statistics.mean(sizes) / 1000, took)

    def race(self, asked: list[Asked]) -> tuple[float, list[tuple[int, bytes]]]:
        """All at the same moment, each on a connection of its own; seconds until the last is answered."""
        replies: list[Any] = [None] * len(asked)
        barrier = threading.Barrier(len(asked) + 1)

        def client(index: int) -> None:
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
                line.connect()
                barrier.wait()
                status, body, _ = send(line, asked[index])
                replies[index] = (status, body)

        threads = [threading.Thread(target=client, args=(index,)) for index in range(len(asked))]
        for thread in threads:
            thread.start()
        barrier.wait()
        begun = time.perf_counter()
        for thread in threads:
            thread.join()
        return time.perf_counter() - begun, replies


def together(client: Callable[[], None], count: int) -> None:
    threads = [threading.Thread(target=client) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def send(line: HTTPConnection, asked: Asked) -> tuple[int, bytes, dict[str, str]]:
    line.request(asked.method, asked.path, asked.body, asked.headers)
    reply = line.getresponse()
    return reply.status, reply.read(), dict(reply.headers)


@contextmanager
def running(app: str, env: dict[str, str], workers: int = 2, threads: int = 4) -> Iterator[Server]:
    with served(env=env, app=app, workers=workers, threads=threads) as (port, process):
        yield Server(port, process)


def cold_start(app: str, env: dict[str, str], path: str, times: int = 5) -> float:
    """Least seconds from the command to the first 200."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        with served(env=env, app=app, workers=1, waits_for=path, step=0.01):
            found.append(time.perf_counter() - begun)
    return min(found)
