"""A site on this machine for tests: pages, feeds and faults, with every request it had written down."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


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

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            told = Asked(path=self.path, headers={k.lower(): v for k, v in self.headers.items()}, at=now())
            site.asked.append(told)
            reply = answers(told)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            body = reply.body[: len(reply.body) - reply.cut]
            for byte in body if reply.drip else ():
                if ended.wait(reply.drip):
                    return
                self.wfile.write(bytes([byte]))
            if not reply.drip:
                self.wfile.write(body)

        def handle(self) -> None:
            try:
                super().handle()
            except (BrokenPipeError, ConnectionResetError):
                return  # who asked has gone

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(name=f"127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


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
