"""Watching feeds: every article exactly once, whatever the site and the program do."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any, cast

import pytest
from typer.testing import CliRunner

from communique import cli
from communique.errors import ReadingError
from communique.reading.fetching import Fetcher
from communique.store import Store, open_store
from communique.watching import Watcher
from communique.watching.delays import back_off, every_from, retry_after
from tests.site import Asked, FakeClock, Reply, Site, serving
from tests.watched import FakeCoder, faults, watched

SAID = "Nairobi recalled its envoy on Monday. The ministry said that it was a protest against the shelling of a town."


def test_every_article_is_kept_once_and_the_site_is_spared(tmp_path: Path) -> None:
    outcome = watched(16, tmp_path, breaks=frozenset({5, 11}), pages=24)
    assert list(faults(outcome)) == []
    assert outcome.stops == 2
    assert max(outcome.versions.values()) == 2
    assert any(one.kind == "failure" and "server answers 500" in one.said for one in outcome.news)


@pytest.mark.parametrize(("written", "seconds"), [("15m", 900), ("1h", 3600), ("2d", 172_800), ("900", 900)])
def test_spans_are_read(written: str, seconds: float) -> None:
    assert every_from(written) == seconds


@pytest.mark.parametrize("written", ["", "soon", "5s", "-1m", "1.5h", "m"])
def test_other_spans_are_refused(written: str) -> None:
    with pytest.raises(ReadingError, match="15m"):
        every_from(written)


def test_delays_double_up_to_a_day() -> None:
    assert [back_off(n) for n in (1, 2, 3, 99)] == [60.0, 120.0, 240.0, 86_400.0]


@pytest.mark.parametrize(
    ("told", "seconds"), [("120", 120), ("x", 0), ("", 0), ("-5", 0), ("99999999", 604_800), ("Mon, 99 Jan", 0)]
)
def test_a_server_may_ask_to_be_left_alone(told: str, seconds: float) -> None:
    assert retry_after({"retry-after": told}, 0.0) == seconds
    then = datetime(2026, 1, 1, tzinfo=UTC)
    assert retry_after({"retry-after": format_datetime(then)}, then.timestamp() - 60) == 60


Answers = Callable[[Asked], Reply]


def watching(site: Site, store: Store, clock: FakeClock, coder: FakeCoder | None = None) -> Watcher:
    fetcher = Fetcher(allowed=[site.name], clock=clock)
    return Watcher(
        feeds=[f"http://{site.name}/feed"], store=store, fetcher=fetcher, coder=cast(Any, coder or FakeCoder()),
        every=900.0, clock=clock,
    )  # fmt: skip


def feed(*items: str) -> bytes:
    return f"<rss><channel><title>Gazette</title>{''.join(items)}</channel></rss>".encode()


def item(link: str, title: str = "Envoy recalled") -> str:
    return f"<item><title>{title}</title><link>{link}</link></item>"


def test_an_unchanged_feed_is_asked_with_its_marks_and_gives_nothing(tmp_path: Path) -> None:
    marks = {"ETag": '"7"', "Last-Modified": "Mon, 02 Mar 2020 08:00:00 GMT"}

    def answers(asked: Asked) -> Reply:
        if asked.path == "/robots.txt":
            return Reply(status=404)
        same = asked.headers.get("if-none-match") == '"7"' and asked.headers.get("if-modified-since", "")[:3] == "Mon"
        return Reply(status=304) if same else Reply(body=feed(), headers=marks)

    clock = FakeClock()
    with serving(answers) as site, open_store(tmp_path / "a.store") as store:
        watcher = watching(site, store, clock)
        told = [[news.said for news in watcher.round()] for _ in range(3) if not clock.sleep(900)]
        assert [said[0] for said in told] == ["0 new of 0 entries", "unchanged", "unchanged"]
        assert next(watcher.round()).kind == "round", "asked before it was due"


def test_a_site_that_asks_for_time_gets_it(tmp_path: Path) -> None:
    def answers(asked: Asked) -> Reply:
        if asked.path == "/feed":
            return Reply(body=feed(item("/1", "One"), item("/2", "Two")))
        if asked.path == "/robots.txt" or clock.now() > 5_000:
            return Reply(status=404 if asked.path == "/robots.txt" else 200, body=page(asked.path))
        return Reply(status=503, headers={"Retry-After": "7000"})

    clock = FakeClock()
    with serving(answers, clock.now) as site, open_store(tmp_path / "a.store") as store:
        watcher = watching(site, store, clock)
        while clock.now() < 10_000:
            list(watcher.round())
            clock.sleep(300)
        pages = [(one.path, one.at) for one in site.asked if one.path in ("/1", "/2")]
        assert [path for path, _ in pages] == ["/1", "/1", "/2"], "the second page was spared, too"
        assert pages[1][1] - pages[0][1] >= 7_000
        assert {one.article_id for one in store.articles()} == {f"http://{site.name}/{n}" for n in (1, 2)}


def page(path: str) -> bytes:
    body = f"<p>{SAID} This is page {path}.</p>" * 2
    return f"<html><head><title>Envoy {path}</title></head><body><article>{body}</article></body></html>".encode()


def test_what_is_nowhere_to_be_had_is_a_failure_in_the_end(tmp_path: Path) -> None:
    def answers(asked: Asked) -> Reply:
        if asked.path == "/feed":
            return Reply(body=feed(item("/gone"), item("/never"), item("file:///etc/passwd")))
        return Reply(status=410 if asked.path == "/gone" else 404)

    clock = FakeClock()
    with serving(answers) as site, open_store(tmp_path / "a.store") as store:
        watcher = watching(site, store, clock)
        for _ in range(40):
            list(watcher.round())
            clock.sleep(900)
        assert site.paths().count("/gone") == 1 and site.paths().count("/never") == 8
        reasons = {one.article_id.rpartition("/")[2]: one.reason for one in store.failures()}
    assert reasons["gone"] == "its server answers 410" and reasons["never"] == "its server answers 404"
    assert "only http and https" in reasons["passwd"]


@pytest.fixture
def running() -> Iterator[Site]:
    def answers(asked: Asked) -> Reply:
        if asked.path == "/feed":
            return Reply(body=feed(item("/1", "One")))
        return Reply(status=404) if asked.path == "/robots.txt" else Reply(body=page(asked.path))

    with serving(answers) as site:
        yield site


def test_one_round_from_the_command_line(running: Site, tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    asked = [f"http://{running.name}/feed", "--store", str(path), "--allow", running.name, "--once", "--log-json"]
    run = CliRunner().invoke(cli.app, ["watch", *asked])
    assert run.exit_code == 0, run.output
    told = [json.loads(line) for line in run.stdout.splitlines()]
    assert [one["what"] for one in told] == ["feed", "article", "round"]
    assert told[-1]["added"] == 1
    run = CliRunner().invoke(cli.app, ["watch", *asked])
    assert [json.loads(line)["what"] for line in run.stdout.splitlines()] == ["round"], "the feed is not due"
    with open_store(path, readonly=True) as store:
        assert [one.title for one in store.articles()] == ["Envoy /1"]


def test_a_wrong_feed_makes_no_store(tmp_path: Path) -> None:
    run = CliRunner().invoke(cli.app, ["watch", "ftp://a.example/feed", "--store", str(tmp_path / "a.store")])
    assert run.exit_code == 2 and "only http and https" in run.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM that can be handled")
@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(running: Site, tmp_path: Path, kind: signal.Signals) -> None:
    path = tmp_path / "a.store"
    code = "from communique.cli import main; main()"
    asked = ["watch", f"http://{running.name}/feed", "--store", str(path), "--allow", running.name]
    run = subprocess.Popen(
        [sys.executable, "-c", code, *asked], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert run.stdout is not None
    assert "1 added" in run.stdout.readline()
    time.sleep(0.1)  # it sleeps until the feed is due again
    run.send_signal(kind)
    _, told = run.communicate(timeout=60)
    assert (run.returncode, told) == (0, "stopped; the same command goes on from here\n")
    with open_store(path) as store:
        assert list(store.check()) == []
