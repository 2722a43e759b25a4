"""The store that the tests write in: one parameter a kind of database, for when PostgreSQL follows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import communique
from communique.store import Store


@pytest.fixture(params=["sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with communique.open_store(tmp_path / f"news.{request.param}") as opened:
        yield opened
