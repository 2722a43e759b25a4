"""One request to one machine over HTTP, within a time and a size; nothing is followed."""

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from socket import SHUT_RDWR
from typing import TYPE_CHECKING

from communique.errors import ReadingError
from communique.reading.fetching.addresses import Address
from communique.reading.fetching.errors import RefusedError, UnreachableError
from communique.reading.limits import BLOCK, unpacked

if TYPE_CHECKING:
    from socket import socket

    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection

CONNECTING = 10.0  # seconds until a machine answers at all
SHOWN = 100  # characters of a fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered: headers by lower-case name; the body unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def answer(address: Address, machine: str, headers: Mapping[str, str], *, seconds: float, most_bytes: int) -> Answer:
    """What a machine answers to a GET; raises `UnreachableError` where it does not within the time, `RefusedError`
    where the answer is too large."""
    from urllib3.exceptions import HTTPError

    try:
        with _connected(address, machine, seconds) as connection:
            connection.request(
                "GET", address.target, headers={"Host": address.authority, **headers}, preload_content=False,
                decode_content=False,
            )  # fmt: skip
            return _answer(address, connection.getresponse(), most_bytes)
    except ReadingError:
        raise
    except (HTTPError, OSError, ValueError, EOFError) as fault:  # ValueError: broken headers
        said = " ".join(str(fault).split())[:SHOWN] or type(fault).__name__
        raise UnreachableError(str(address), f"no whole answer within {seconds:g} seconds ({said})") from None


@contextmanager
def _connected(address: Address, machine: str, seconds: float) -> "Iterator[HTTPConnection]":
    """A connection to the machine that was checked, closed from outside when its time is over: a server that sends a
    byte now and then never runs into a time limit of reading. Raises `TimeoutError` at its end where that was so."""
    connection = _connection(address, machine, min(CONNECTING, seconds))
    watch = _Watch(connection)
    timer = threading.Timer(seconds, watch.cut)
    timer.daemon = True
    timer.start()
    try:
        connection.connect()
        watch.line = connection.sock  # the connection forgets it as soon as the answer begins
        yield connection
    finally:
        timer.cancel()
        connection.close()
    if watch.is_over:
        raise TimeoutError("it took too long")


@dataclass(slots=True)
class _Watch:
    """What ends a connection when its time is over."""

    connection: "HTTPConnection"
    line: "socket | None" = None
    is_over: bool = False

    def cut(self) -> None:
        self.is_over = True
        line = self.line or self.connection.sock
        with suppress(OSError):  # it may be closed just now
            if line is not None:
                line.shutdown(SHUT_RDWR)


def _connection(address: Address, machine: str, seconds: float) -> "HTTPConnection":
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if address.scheme == "http":
        return HTTPConnection(machine, address.port, timeout=seconds)
    import certifi

    context = ssl.create_default_context(cafile=certifi.where())
    return HTTPSConnection(
        machine, address.port, timeout=seconds, ssl_context=context, server_hostname=address.host,
        assert_hostname=address.host,
    )  # fmt: skip


def _answer(address: Address, response: "BaseHTTPResponse", most_bytes: int) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    pieces, length = [], 0
    while piece := response.read(BLOCK, decode_content=False):
        pieces.append(piece)
        length += len(piece)
        if length > most_bytes:
            raise RefusedError(str(address), f"more than {most_bytes:,} bytes")
    body = b"".join(pieces)
    told = headers.get("content-length", "")
    if told.isdigit() and int(told) != length and response.status not in (204, 304):
        raise UnreachableError(str(address), f"cut short: {length:,} of {int(told):,} bytes")
    body = unpacked(body, headers.get("content-encoding", ""))
    if len(body) > most_bytes:
        raise RefusedError(str(address), f"more than {most_bytes:,} bytes")
    return Answer(status=response.status, headers=headers, body=body)
