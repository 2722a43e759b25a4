"""The documents say what is there: the codebook is fresh, links lead to files, commands exist, codes are unique."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from communique.cli import app

ROOT = Path(__file__).parents[2]
DOCUMENTS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
BLOCK = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\s*(?:\$ )?communique ([a-z]+)(?: +([a-z]+))?", re.MULTILINE)
OPTION = re.compile(r"(?<= )--[a-z-]+")
TARGET = re.compile(r"^make ([a-z]+)", re.MULTILINE)
CHECK = re.compile(r"^def (k\d{3})_", re.MULTILINE)
ELSEWHERE = ("http://", "https://", "mailto:")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path) -> str:
    """The text in the code blocks of a document."""
    return "\n".join(BLOCK.findall(path.read_text(encoding="utf-8")))


def links() -> Iterator[tuple[Path, str]]:
    """(document, target) of every link that stays in the repository; code is passed over."""
    for path in DOCUMENTS:
        prose = BLOCK.sub("", path.read_text(encoding="utf-8"))
        yield from ((path, target) for target in LINK.findall(prose) if not target.startswith(ELSEWHERE))


def test_the_codebook_is_what_the_command_prints_now() -> None:
    printed = CliRunner().invoke(app, ["codebook"]).stdout
    assert (ROOT / "docs" / "event-types.md").read_text(encoding="utf-8") == printed, "run `make docs`"


@pytest.mark.parametrize(("path", "target"), [pytest.param(p, t, id=f"{relative(p)}→{t}") for p, t in links()])
def test_a_link_leads_to_a_file(path: Path, target: str) -> None:
    assert (path.parent / target).exists()


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_commands_and_their_options_exist(path: Path) -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for line in blocks(path).splitlines():
        for name, below in COMMAND.findall(line):
            assert name in commands, f"communique has no command {name!r}"
            group = getattr(commands[name], "commands", {})
            assert not group or below in group, f"communique {name} has no command {below!r}"
            known = {option for parameter in group.get(below, commands[name]).params for option in parameter.opts}
            assert set(OPTION.findall(line.partition("#")[0].partition("|")[0])) <= known | {"--help"}, line


def test_targets_of_make_in_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in TARGET.findall(blocks(ROOT / "README.md")):
        assert re.search(rf"^{name}:", makefile, re.MULTILINE), f"make has no target {name!r}"


def test_the_readme_is_read_at_all() -> None:
    """The patterns above find what they look for: without this, a change of style would empty the tests."""
    found = blocks(ROOT / "README.md")
    assert {name for name, _ in COMMAND.findall(found)} >= {"show", "code", "codebook"}
    assert set(TARGET.findall(found)) >= {"demo", "test"}
    assert any(path.name == "README.md" for path, _ in links())


def test_a_number_of_a_check_is_given_once() -> None:
    modules = sorted((ROOT / "src" / "communique" / "knowledge").glob("*.py"))
    counts = Counter(number for path in modules for number in CHECK.findall(path.read_text(encoding="utf-8")))
    assert counts
    assert [number for number, count in counts.items() if count > 1] == []
