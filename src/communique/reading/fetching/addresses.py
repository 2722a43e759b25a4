"""Which web addresses may be fetched, and which machines may be connected to.

What stands in a feed, a page or a redirect is written by strangers: it must not lead to this machine or to the network
behind it. A host is looked up once, all its addresses are checked, and one of these is the one connected to.
"""

import ipaddress
import re
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from communique.reading.fetching.errors import RefusedError, UnreachableError

Resolver = Callable[[str, int], Collection[str]]  # host and port → the addresses of its machines
Machine = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = {"http": 80, "https": 443}
LONGEST = 2_000  # characters of an address
LONGEST_HOST = 253  # RFC 1035
HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?")
NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)\.?")  # a last label that makes browsers and libc read a number
FOREIGN = re.compile(r"[\x00-\x20\x7f\\]")  # no part of an address; programs differ in what they make of them
KEPT = "%/:=&?~#+!$,;'@()*[]"  # characters that stay as they are in a path or a query
EMBEDDING = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
LOCAL_EMBEDDING = ipaddress.ip_network("64:ff9b:1::/48")  # RFC 8215
LAST_32 = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A web address in its parts; `host` in lower case and ASCII, without brackets."""

    scheme: str
    host: str
    port: int
    target: str  # path and query

    @property
    def site(self) -> str:
        """Host and port, by which delays and robots.txt are kept."""
        return f"{self.host}:{self.port}"

    @property
    def authority(self) -> str:
        """The host as the header names it: with the port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def parsed(written: str, allowed: Collection[str] = ()) -> Address:
    """The parts of an address; raises `RefusedError` for what is no plain web address.

    `allowed` are hosts with ports ("127.0.0.1:8000") that may be used besides 80 and 443.
    """
    if len(written) > LONGEST or FOREIGN.search(written.strip()):
        raise RefusedError(written, "it is too long, or holds spaces, backslashes or control characters")
    try:
        parts = urlsplit(written.strip())
        port = parts.port
    except ValueError:
        raise RefusedError(written, "it is no web address") from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise RefusedError(written, "only http and https are fetched")
    if "@" in parts.netloc:
        raise RefusedError(written, "names and passwords in an address are not used")
    host = _host(written, parts.hostname)
    port = PORTS[scheme] if port is None else port
    if port not in PORTS.values() and f"{host}:{port}" not in allowed:
        raise RefusedError(written, f"port {port} is neither 80 nor 443, and {host}:{port} is not allowed by name")
    target = quote(parts.path or "/", safe=KEPT) + (f"?{quote(parts.query, safe=KEPT)}" if parts.query else "")
    return Address(scheme=scheme, host=host, port=port, target=target)


def _host(written: str, host: str | None) -> str:
    """The host in ASCII and lower case; raises `RefusedError` where it is none, or a number written to be misread."""
    if not host or len(host) > LONGEST_HOST:
        raise RefusedError(written, "it names no host")
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host.partition("%")[0])) if "%" not in host else _refused_zone(written)
        except ValueError:
            raise RefusedError(written, "its host is no IPv6 address") from None
    try:
        ascii_host = host.encode("ascii").decode() if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise RefusedError(written, "its host is no name") from None
    ascii_host = ascii_host.lower()
    if not HOST.fullmatch(ascii_host):
        raise RefusedError(written, "its host is no name")
    if NUMERIC.fullmatch(ascii_host.rstrip(".").rpartition(".")[2]):
        try:
            return str(ipaddress.IPv4Address(ascii_host))
        except ValueError:
            raise RefusedError(written, "its host is a number, and not one of the form 192.0.2.1") from None
    return ascii_host.rstrip(".")


def _refused_zone(written: str) -> str:
    raise RefusedError(written, "an address with a zone is one of this network")


def machines(address: Address, resolve: Resolver, allowed: Collection[str] = ()) -> tuple[str, ...]:
    """The addresses of the host, all checked; raises `RefusedError` where one of them is not on the public internet."""
    try:
        found = tuple(dict.fromkeys(resolve(address.host, address.port)))
    except OSError as fault:
        raise UnreachableError(str(address), f"its host {address.host} is not found ({fault.strerror})") from None
    if not found:
        raise UnreachableError(str(address), f"its host {address.host} has no address")
    if address.site in allowed:
        return found
    for one in found:
        if not is_public(one):
            raise RefusedError(str(address), f"{one} is no public address, and {address.site} is not allowed by name")
    return found


def is_public(written: str) -> bool:
    """True for the address of a machine on the public internet, whatever way an address in it is wrapped."""
    try:
        machine = ipaddress.ip_address(written)
    except ValueError:
        return False
    if isinstance(machine, ipaddress.IPv6Address):
        inner = _inner(machine)
        if inner is not None:
            return is_public(str(inner))
        if machine.is_site_local or machine in LOCAL_EMBEDDING or machine.scope_id:
            return False
    return machine.is_global and not (
        machine.is_private
        or machine.is_loopback
        or machine.is_link_local
        or machine.is_multicast
        or machine.is_reserved
        or machine.is_unspecified
    )


def _inner(machine: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address carries (mapped, 6to4, Teredo, NAT64); None where it carries none."""
    if machine in EMBEDDING:
        return ipaddress.IPv4Address(int(machine) & LAST_32)
    return machine.ipv4_mapped or machine.sixtofour or (machine.teredo[1] if machine.teredo else None)


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses the system knows for a host."""
    return tuple(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
