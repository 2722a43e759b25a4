"""Each part of `make check` fails when its rule is broken; and the house as it stands is in order."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SIZES = PROJECT / "tests" / "house" / "sizes.py"


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def sizes(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SIZES), str(folder)], cwd=folder, capture_output=True, text=True, check=False
    )


def test_ruff_refuses_an_unused_import(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text("import os\n")
    found = run(["ruff", "check", "--no-cache", "--config", str(PROJECT / "pyproject.toml"), "."], tmp_path)
    assert found.returncode == 1
    assert "F401" in found.stdout


def test_mypy_refuses_a_function_without_types(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text("def find(parse):\n    return parse\n")
    found = run(["mypy", "--config-file", str(PROJECT / "pyproject.toml"), "room.py"], tmp_path)
    assert found.returncode == 1
    assert "missing a type annotation" in found.stdout


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the code alone, whose modules may be broken."""
    copied = shutil.copytree(
        PROJECT / "src" / "communique",
        tmp_path / "communique",
        ignore=lambda folder, names: [n for n in names if Path(folder, n).is_file() and not n.endswith(".py")],
    )
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    return copied


def lint_imports(house: Path) -> subprocess.CompletedProcess[str]:
    lint = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run(
        [sys.executable, "-c", lint],
        cwd=house.parent,
        env={**os.environ, "PYTHONPATH": str(house.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("events/broken.py", "import communique.statements"),  # a stage that knows another
        ("model.py", "import communique.sentence"),  # values that go back
        ("knowledge/broken.py", "import communique.views"),
        ("actors/broken.py", "import spacy"),  # spaCy outside linguistics
    ],
)
def test_import_linter_refuses_a_forbidden_import(house: Path, module: str, line: str) -> None:
    broken = house / module
    broken.write_text((broken.read_text() if broken.exists() else "") + f"\n{line}\n")
    found = lint_imports(house)
    assert found.returncode == 1, found.stdout + found.stderr
    assert "BROKEN" in found.stdout


def test_the_house_keeps_its_contracts(house: Path) -> None:
    found = lint_imports(house)
    assert found.returncode == 0, found.stdout + found.stderr


def test_knowledge_checks_refuse_a_wrong_row(tmp_path: Path) -> None:
    copied = shutil.copytree(PROJECT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("*cache*"))
    table = copied / "communique" / "knowledge" / "actors" / "countries.tsv"
    table.write_text(table.read_text(encoding="utf-8") + "ONLY\tTWO\n", encoding="utf-8")
    found = run(["communique.knowledge.checks"], tmp_path, PYTHONPATH=str(copied))
    assert found.returncode == 1, found.stdout + found.stderr
    assert "countries.tsv" in found.stdout + found.stderr


def test_sizes_refuse_a_long_function(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text("def find():\n" + "    pass\n" * 40)
    found = sizes(tmp_path)
    assert found.returncode == 1
    assert "room.py:1: find has 41 lines" in found.stdout


def test_sizes_refuse_a_long_module(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text("ROW = 1\n" * 401)
    found = sizes(tmp_path)
    assert found.returncode == 1
    assert "401 lines" in found.stdout


def test_sizes_pass_what_just_fits(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text("def find():\n" + "    pass\n" * 39 + "ROW = 1\n" * 360)
    assert sizes(tmp_path).returncode == 0
