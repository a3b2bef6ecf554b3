"""A network that does as it is told, between a client and a real server (RULES 7.1.1).

Loopback, one fault per request in the order of a script, and a witness: `exchanges` holds what the server truly
answered, whatever the client got to see of it.
"""

import asyncio
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto


class Do(Enum):
    """What happens to one request."""

    PASS = auto()
    REFUSE = auto()  # the line is closed before a word is read
    LOSE_REQUEST = auto()  # read, never passed on
    LOSE_REPLY = auto()  # the server answered, the client hears nothing
    CUT_REPLY = auto()  # the client gets the first `amount` bytes (half, when none are named)
    STALL = auto()  # the server answered; `amount` seconds of silence, then the line is closed
    DELAY = auto()  # `amount` seconds each way
    THROTTLE = auto()  # the reply drips at `amount` bytes a second
    TWICE = auto()  # passed on twice, one after the other; the client gets the second answer
    TWICE_AT_ONCE = auto()  # passed on twice at the same moment
    LATER = auto()  # the line is closed; the request reaches the server after the next one has been answered
    BAD_GATEWAY = auto()  # 502, the server never saw it
    BAD_GATEWAY_AFTER = auto()  # 502, though the server did it


@dataclass(frozen=True)
class Fault:
    do: Do = Do.PASS
    amount: float | None = None


@dataclass
class Exchange:
    """One time that the server answered."""

    method: str
    path: str
    body: bytes
    status: int
    fault: Do


class HalfRequest(Exception):
    """The client hung up in the middle of its request."""


PASS = Fault()
GATEWAY_PAGE = b"<html>502 Bad Gateway</html>"
GATEWAY = (
    b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
    % (
        len(GATEWAY_PAGE),
        GATEWAY_PAGE,
    )
)
STEPS_A_SECOND = 20


@dataclass
class Proxy:
    upstream: int
    port: int = 0
    exchanges: list[Exchange] = field(default_factory=list)
    seen: list[Do] = field(default_factory=list)  # per request that reached this proxy
    stalls: list[float] = field(default_factory=list)  # seconds that each stalled line was silent
    _script: list[Fault] = field(default_factory=list)
    _kept_back: list[tuple[bytes, Fault]] = field(default_factory=list)
    _stalling: set["asyncio.Task[None]"] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def plan(self, faults: Iterable[Fault]) -> None:
        """The next requests meet these, in this order; after them everything passes."""
        with self._lock:
            self._script = list(faults)

    @property
    def left(self) -> int:
        """How many planned faults nobody has met yet."""
        with self._lock:
            return len(self._script)

    def answered(self, status: int) -> list[Exchange]:
        return [exchange for exchange in self.exchanges if exchange.status == status]

    def _next(self) -> Fault:
        with self._lock:
            return self._script.pop(0) if self._script else PASS

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(HalfRequest, OSError):
            await self._one(reader, writer)
        with suppress(OSError):
            writer.close()
            await writer.wait_closed()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault = self._next()
        self.seen.append(fault.do)
        if fault.do is Do.REFUSE:
            return
        request = await _read_request(reader)
        if fault.do is Do.LOSE_REQUEST:
            return
        if fault.do is Do.LATER:
            self._kept_back.append((request, fault))
            return
        if fault.do is Do.BAD_GATEWAY:
            writer.write(GATEWAY)
            await writer.drain()
            return
        if fault.do is Do.DELAY:
            await asyncio.sleep(fault.amount or 0)
        if fault.do is Do.TWICE_AT_ONCE:
            reply, _ = await asyncio.gather(self._ask(request, fault), self._ask(request, fault))
        else:
            reply = await self._ask(request, fault)
        if fault.do is Do.TWICE:
            reply = await self._ask(request, fault)
        await self._let_go()
        if fault.do is Do.STALL:
            await self._stall(fault.amount or 0)
        else:
            await _give(writer, reply, fault)

    async def _stall(self, seconds: float) -> None:
        """Silent to the end, also when the client has hung up meanwhile."""
        silent = asyncio.ensure_future(self._be_silent(seconds))
        self._stalling.add(silent)
        await silent
        self._stalling.discard(silent)

    async def _be_silent(self, seconds: float) -> None:
        began = time.monotonic()
        await asyncio.sleep(seconds)
        self.stalls.append(time.monotonic() - began)

    async def _let_go(self) -> None:
        """What was kept back arrives now, behind a request that was sent after it."""
        kept, self._kept_back = self._kept_back, []
        for request, fault in kept:
            await self._ask(request, fault)

    async def finish(self) -> None:
        await self._let_go()
        if self._stalling:
            await asyncio.wait(self._stalling, timeout=60)

    async def _ask(self, request: bytes, fault: Fault) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.upstream)
        try:
            writer.write(request)
            await writer.drain()
            reply = await reader.read(-1)
        finally:
            writer.close()
        if reply:
            method, path, _ = request.split(b"\r\n", 1)[0].decode().split(" ", 2)
            body = request.split(b"\r\n\r\n", 1)[1]
            self.exchanges.append(Exchange(method, path, body, int(reply.split(b" ", 2)[1]), fault.do))
        return reply


async def _read_request(reader: asyncio.StreamReader) -> bytes:
    """Head and body, with a head that asks the server to close: its whole answer is then what comes until the end."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = [line for line in head[:-4].split(b"\r\n") if not line.lower().startswith(b"connection:")]
        lengths = [int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")]
        body = await reader.readexactly(lengths[0]) if lengths else b""
    except asyncio.IncompleteReadError as fault:
        raise HalfRequest from fault
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body


async def _give(writer: asyncio.StreamWriter, reply: bytes, fault: Fault) -> None:
    match fault.do:
        case Do.LOSE_REPLY:
            return
        case Do.CUT_REPLY:
            writer.write(reply[: len(reply) // 2 if fault.amount is None else int(fault.amount)])
        case Do.BAD_GATEWAY_AFTER:
            writer.write(GATEWAY)
        case Do.THROTTLE:
            step = max(1, int((fault.amount or 1) / STEPS_A_SECOND))
            for start in range(0, len(reply), step):
                writer.write(reply[start : start + step])
                await writer.drain()
                await asyncio.sleep(1 / STEPS_A_SECOND)
        case Do.DELAY:
            await asyncio.sleep(fault.amount or 0)
            writer.write(reply)
        case _:
            writer.write(reply)
    await writer.drain()


@contextmanager
def proxied(upstream: int) -> Iterator[Proxy]:
    """Listen on a port of its own in a thread of its own; what was kept back is let go at the end."""
    proxy = Proxy(upstream)
    loop = asyncio.new_event_loop()
    listening: asyncio.Server | None = None

    async def begin() -> None:
        nonlocal listening
        listening = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
        proxy.port = listening.sockets[0].getsockname()[1]

    loop.run_until_complete(begin())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        with suppress(OSError):
            asyncio.run_coroutine_threadsafe(proxy.finish(), loop).result(90)

        async def end() -> None:
            assert listening is not None
            listening.close()

        asyncio.run_coroutine_threadsafe(end(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
