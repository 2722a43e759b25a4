"""Fetching: hostile addresses are refused, sites are asked politely, answers are held within time and size."""

import gzip
from collections.abc import Mapping
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading import read
from communique.reading.fetching import Fetcher, RefusedError, UnreachableError, fetch
from communique.reading.fetching.addresses import Address, is_public, parsed
from communique.reading.fetching.connection import Answer
from tests.broken.archives import bomb
from tests.site import Asked, FakeClock, Reply, serving

PUBLIC = "93.184.216.34"  # never connected to here
NAMES: dict[str, tuple[str, ...]] = {
    "localhost": ("127.0.0.1", "::1"),
    "inside.example": ("10.1.2.3",),
    "mixed.example": (PUBLIC, "192.168.1.1"),
    "mapped.example": ("::ffff:127.0.0.1",),
    "sixtofour.example": ("2002:7f00:1::",),
    "nat.example": ("64:ff9b::a9fe:a9fe",),
    "teredo.example": ("2001:0:4136:e378:8000:63bf:80ff:fffe",),
    "unique.example": ("fd00::1",),
    "many.example": ("224.0.0.1",),
    "metadata.example": ("169.254.169.254",),
    "shared.example": ("100.64.0.1",),
    "none.example": ("0.0.0.0",),
    "wide.example": ("255.255.255.255",),
    "noise.example": ("not an address",),
}
HOSTILE = [
    *("file:///etc/passwd", "ftp://a.example/x", "gopher://a.example/", "data:text/html,x", "javascript:alert(1)"),
    *("//a.example/x", "a.example/x", "http:///x", "http://", "https://:443/"),
    *("http://127.0.0.1/", "http://127.1/", "http://0x7f000001/", "http://2130706433/", "http://017700000001/"),
    *("http://0/", "http://127.0.0.1./", "http://127.0.0.0x1/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/"),
    *("http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[fe80::1%25eth0]/", "http://[fec0::1]/"),
    *("http://localhost/", "http://LOCALHOST./", "http://169.254.169.254/latest/meta-data", "http://192.168.0.1/"),
    *("http://user:secret@a.example/", "http://a.example@127.0.0.1/", "http://127.0.0.1#@a.example/"),
    *("http://a.example\\@127.0.0.1/", "http://127.0.0.1\t.a.example/", "http://a.example:22/", "https://a.example:8443/"),
    *("http://a.example:99999/", "http://a.exa mple/", "http://a.example/\r\nHost: b", f"http://{'a' * 3000}.example/"),
    *(f"http://{name}/" for name in NAMES),
]  # fmt: skip


def resolver(host: str, port: int) -> tuple[str, ...]:
    return NAMES.get(host, (host,) if host[-1].isdigit() or ":" in host else (PUBLIC,))


def unconnected(*_: object, **__: object) -> Answer:
    raise AssertionError("a machine was connected to")


def test_there_are_enough() -> None:
    assert len(set(HOSTILE)) >= 40


@pytest.mark.parametrize("address", HOSTILE)
def test_a_hostile_address_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(fetch, "answer", unconnected)
    with pytest.raises(RefusedError) as fault:
        Fetcher(resolver=resolver, clock=FakeClock()).fetch(address)
    assert len(str(fault.value)) < 400 and str(fault.value).isprintable()


@pytest.mark.parametrize("target", HOSTILE)
def test_a_redirect_to_a_hostile_address_is_refused(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    if not urlsplit(target.strip()).scheme or target.startswith("http:///"):
        pytest.skip("behind another address it means a page of the same site")

    def redirecting(address: Address, machine: str, *_: object, **__: object) -> Answer:
        assert machine == PUBLIC
        if address.target == "/robots.txt":
            return Answer(status=404, headers={}, body=b"")
        assert str(address) == "http://good.example/", "the redirect was followed"
        return Answer(status=302, headers={"location": target}, body=b"")

    monkeypatch.setattr(fetch, "answer", redirecting)
    with pytest.raises(RefusedError):
        Fetcher(resolver=resolver, clock=FakeClock()).fetch("http://good.example/")


def test_a_host_that_changes_its_address_is_checked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    told = iter([(PUBLIC,), ("127.0.0.1",)])
    connected: list[str] = []

    def noted(address: Address, machine: str, *_: object, **__: object) -> Answer:
        connected.append(machine)
        return Answer(status=404, headers={}, body=b"")

    monkeypatch.setattr(fetch, "answer", noted)
    with pytest.raises(RefusedError, match="no public address"):
        Fetcher(resolver=lambda host, port: next(told), clock=FakeClock()).fetch("http://rebinding.example/")
    assert connected == [PUBLIC]


@pytest.mark.parametrize("machine", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_public_machines_are_public(machine: str) -> None:
    assert is_public(machine)


def test_an_address_is_taken_apart_once() -> None:
    found = parsed("HTTPS://Bücher.Example:443/a b/ü?q=ä&x=%20#top".replace("a b", "a%20b"))
    assert str(found) == "https://xn--bcher-kva.example/a%20b/%C3%BC?q=%C3%A4&x=%20"


# a site on this machine


def plain(asked: Asked) -> Reply:
    """A site with one page at every address but some."""
    if asked.path == "/robots.txt":
        rules = b"User-agent: *\nDisallow: /*?secret=\nCrawl-delay: 3\n\nUser-agent: other\nDisallow: /\n"
        return Reply(body=rules)
    replies: Mapping[str, Reply] = {
        "/loop": Reply(status=302, headers={"Location": "/loop"}),
        "/moved": Reply(status=301, headers={"Location": "/page"}),
        "/away": Reply(status=302, headers={"Location": "http://192.168.0.1/"}),
        "/large": Reply(body=b"x" * 300_000),
        "/cut": Reply(body=b"x" * 1000, cut=500),
        "/slow": Reply(body=b"x" * 1000, drip=0.05),
        "/bomb": Reply(body=bomb(size=5_000_000), headers={"Content-Encoding": "gzip"}),
        "/packed": Reply(body=gzip.compress(b"packed"), headers={"Content-Encoding": "gzip"}),
        "/odd": Reply(body=b"x", headers={"Content-Encoding": "br"}),
    }
    return replies.get(asked.path, Reply(body=b"a page", headers={"ETag": '"1"'}))


def test_a_site_is_asked_at_its_pace_and_its_rules_are_kept() -> None:
    clock = FakeClock()
    with serving(plain, clock.now) as site:
        fetcher = Fetcher(allowed=[site.name], clock=clock)
        for path in ("/a", "/b", "/c"):
            assert fetcher.fetch(f"http://{site.name}{path}").body == b"a page"
        with pytest.raises(RefusedError, match=r"robots\.txt forbids"):
            fetcher.fetch(f"http://{site.name}/x?secret=1")
    assert site.paths() == ["/robots.txt", "/a", "/b", "/c"]
    times = [one.at for one in site.asked]
    assert [later - sooner for sooner, later in pairwise(times)] == [3.0, 3.0, 3.0]
    assert site.asked[0].headers["user-agent"].startswith("communique/")
    assert site.asked[0].headers["host"] == site.name


@pytest.mark.parametrize(
    ("path", "error", "reason"),
    [
        ("/loop", RefusedError, "more than 5 redirects"),
        ("/away", RefusedError, "no public address"),
        ("/large", RefusedError, "more than 200,000 bytes"),
        ("/cut", UnreachableError, "no whole answer"),
        ("/slow", UnreachableError, "within 0.4 seconds"),
        ("/bomb", ReadingError, "200 times"),
        ("/odd", ReadingError, "content encoding"),
    ],
)
def test_what_is_not_fetched_says_why(path: str, error: type[Exception], reason: str) -> None:
    with serving(plain) as site:
        fetcher = Fetcher(allowed=[site.name], clock=FakeClock(), seconds=0.4, most_bytes=200_000)
        with pytest.raises(error, match=reason):
            fetcher.fetch(f"http://{site.name}{path}")


def test_redirects_are_followed_and_told() -> None:
    with serving(plain) as site:
        found = Fetcher(allowed=[site.name], clock=FakeClock()).fetch(f"http://{site.name}/moved")
        assert (found.address, found.moved, found.body) == (f"http://{site.name}/page", True, b"a page")
        assert Fetcher(allowed=[site.name], clock=FakeClock()).fetch(f"http://{site.name}/packed").body == b"packed"


@pytest.mark.parametrize(
    ("status", "error"), [(500, UnreachableError), (429, UnreachableError), (404, None), (403, None)]
)
def test_without_robots_txt_the_fault_decides(status: int, error: type[Exception] | None) -> None:
    clock = FakeClock()
    with serving(lambda asked: Reply(status=status if asked.path == "/robots.txt" else 200), clock.now) as site:
        fetcher = Fetcher(allowed=[site.name], clock=clock)
        if error is None:
            assert fetcher.fetch(f"http://{site.name}/a").status == 200
            return
        for _ in range(2):
            with pytest.raises(error, match=r"robots\.txt"):
                fetcher.fetch(f"http://{site.name}/a")
        assert site.paths() == ["/robots.txt"]
        clock.sleep(700)
        with pytest.raises(error, match=r"robots\.txt"):
            fetcher.fetch(f"http://{site.name}/a")
        assert site.paths() == ["/robots.txt"] * 2


def test_no_proxy_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving(plain) as site:
        assert Fetcher(allowed=[site.name], clock=FakeClock()).fetch(f"http://{site.name}/a").body == b"a page"


def test_a_machine_that_does_not_answer_is_told() -> None:
    with serving(plain) as site:
        pass
    with pytest.raises(UnreachableError):
        Fetcher(allowed=[site.name], clock=FakeClock()).fetch(f"http://{site.name}/a")


# addresses as articles

SAID = "Nairobi recalled its envoy on Monday. The ministry said that it was a protest against the shelling of a town."
BODY = f"<body><article><p>{SAID}</p><p>{SAID}</p></article></body>"
PAGE = f"<html><head><title>Envoy recalled</title></head>{BODY}</html>"
ITEM = f"<item><title>Envoy</title><description>{SAID}</description><link>/a</link></item>"
FEED = f"<rss><channel><title>Gazette</title>{ITEM}</channel></rss>"
KINDS: dict[str, Reply] = {
    "/page": Reply(body=PAGE.encode(), headers={"Content-Type": "text/html; charset=utf-8"}),
    "/feed": Reply(body=FEED.encode(), headers={"Content-Type": "application/rss+xml"}),
    "/a.csv": Reply(body=f"text\n{SAID}\n".encode(), headers={"Content-Type": "application/octet-stream"}),
    "/a.jsonl.gz": Reply(
        body=gzip.compress(f'{{"text": "{SAID}"}}'.encode()), headers={"Content-Type": "application/gzip"}
    ),
    "/text": Reply(body=SAID.encode(), headers={"Content-Type": "text/plain"}),
    "/untold": Reply(body=PAGE.encode()),
    "/latin": Reply(
        body=PAGE.replace("Nairobi", "São Tomé").encode("cp1250", "ignore"), headers={"Content-Type": "text/html"}
    ),
}


def test_what_stands_at_an_address_is_read_by_its_kind() -> None:
    with serving(lambda asked: KINDS.get(asked.path, Reply(status=404))) as site:
        fetcher = Fetcher(allowed=[site.name], clock=FakeClock())
        found = {path: list(read(f"http://{site.name}{path}", fetcher=fetcher)) for path in [*KINDS, "/gone"]}
    assert all(len(one) == 1 for one in found.values())
    articles = {path: one for path, (one,) in found.items() if isinstance(one, Article)}
    assert set(articles) == set(KINDS)
    assert articles["/page"].article_id == f"http://{site.name}/page"
    assert articles["/feed"].article_id == f"http://{site.name}/a"
    assert articles["/text"].url == f"http://{site.name}/text"
    assert articles["/a.csv"].url is None
    (gone,) = found["/gone"]
    assert isinstance(gone, Failure) and gone.reason == "its server answers 404"


def test_an_address_that_is_refused_is_a_failure() -> None:
    (one,) = read("http://127.0.0.1/x", fetcher=Fetcher(clock=FakeClock()))
    assert isinstance(one, Failure)
    assert (one.article_id, one.stage) == ("http://127.0.0.1/x", "reading")
    assert "no public address" in one.reason
