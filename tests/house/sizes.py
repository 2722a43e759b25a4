"""House law 9: functions end at 40 lines, modules at 400. Run as `python tests/house/sizes.py FOLDER…`."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

LONGEST_FUNCTION = 40  # lines, from `def` to the last
LONGEST_MODULE = 400


def faults(path: Path) -> Iterator[str]:
    """What is too long in one module, each with file, line and measure."""
    source = path.read_text(encoding="utf-8")
    lines = source.count("\n") + (not source.endswith("\n"))
    if lines > LONGEST_MODULE:
        yield f"{path}:1: {lines} lines; a module ends at {LONGEST_MODULE}: give a part of it a file of its own"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{path}:{node.lineno}: {node.name} has {length} lines; a function ends at {LONGEST_FUNCTION}"


def main(folders: list[str]) -> int:
    """0 where everything is short enough; else 1, every fault printed."""
    found = [fault for folder in folders for path in sorted(Path(folder).rglob("*.py")) for fault in faults(path)]
    print("\n".join(found) if found else "sizes: all functions and modules are short enough")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
