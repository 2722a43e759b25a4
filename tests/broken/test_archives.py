"""Hostile archives and files are refused or contained: a failure with its reason, little memory, nothing written."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from communique.model import Failure
from communique.reading import read
from tests.broken.archives import HOSTILE, write_all

MOST_MEMORY = 500_000_000  # bytes
READ_ALL = """
import resource, sys
from pathlib import Path
from communique.model import Failure
from communique.reading import read
found = [one for path in sorted(Path(sys.argv[1]).iterdir()) for one in read(path)]
assert all(isinstance(one, Failure) for one in found), found
unit = 1 if sys.platform == "darwin" else 1024
sys.stdout.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    write_all(made)
    return made


def test_there_are_enough() -> None:
    assert len(HOSTILE) >= 20


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_failure_with_a_reason(
    folder: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = sorted(folder.parent.rglob("*"))
    found = list(read(folder / name))
    assert found and all(isinstance(one, Failure) for one in found)
    reasons = [one.reason for one in found if isinstance(one, Failure)]
    assert any(HOSTILE[name][1] in reason for reason in reasons), reasons
    assert not any("please report" in reason or "root:" in reason or len(reason) > 400 for reason in reasons)
    assert all(one.article_id.startswith(str(folder / name)) or "://" in one.article_id for one in found)  # type: ignore[union-attr]
    assert sorted(folder.parent.rglob("*")) == before
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells the memory of a process otherwise")
def test_all_of_them_take_little_memory(folder: Path) -> None:
    run = subprocess.run([sys.executable, "-c", READ_ALL, str(folder)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) < MOST_MEMORY
