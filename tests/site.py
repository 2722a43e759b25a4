"""A site on this machine for tests: pages, feeds and faults, with every request it had written down."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the site answers. `cut` leaves bytes out that were promised, `drip` sends one byte after the other."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: int = 0
    drip: float = 0.0  # seconds between two bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request the site had: path, headers, and the seconds of the clock it was given."""

    path: str
    headers: Mapping[str, str]
    at: float


Answers = Callable[[Asked], Reply]


@dataclass(slots=True)
class Site:
    """A running site."""

    name: str  # host and port
    asked: list[Asked] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]


@contextmanager
def serving(answers: Answers, now: Callable[[], float] = lambda: 0.0) -> Iterator[Site]:
    """A site that answers as told, on a free port of 127.0.0.1."""
    ended = threading.Event()
    asked: list[Asked] = []

    def reply(path: str, headers: Mapping[str, str]) -> Reply:
        asked.append(Asked(path=path, headers=headers, at=now()))
        return answers(asked[-1])

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, reply, ended))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Site(name=f"127.0.0.1:{server.server_address[1]}", asked=asked)
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, reply: Callable[[str, Mapping[str, str]], Reply], ended: threading.Event, *given: Any) -> None:
        self.reply = reply
        self.ended = ended
        super().__init__(*given)

    def do_GET(self) -> None:
        reply = self.reply(self.path, {name.lower(): value for name, value in self.headers.items()})
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        body = reply.body[: len(reply.body) - reply.cut]
        for byte in body if reply.drip else ():
            if self.ended.wait(reply.drip):
                return
            self.wfile.write(bytes([byte]))
        if not reply.drip:
            self.wfile.write(body)

    def handle(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # who asked has gone
            super().handle()

    def log_message(self, *_: object) -> None:
        return


class FakeClock:
    """A clock on which sleeping costs nothing."""

    def __init__(self, start: float = 1_000.0) -> None:
        self.seconds = start
        self.slept: list[float] = []

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float, /) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
