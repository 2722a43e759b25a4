"""Numbered checks of the knowledge files: one function a check, its docstring is its message.

    python -m communique.knowledge.checks        prints every fault, exits 1 where there is one

Before any of them the strict loaders of names and codes run; what they refuse is reported as it is, and then no check
can run. What the loaders of events and languages refuse is reported beside what the other checks find. A new family of
checks is a module like `checks_of_codes` and one word in `CHECKS`.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from communique.errors import Fault, KnowledgeError
from communique.knowledge import (
    checks_of_codes,
    checks_of_composition,
    checks_of_events,
    checks_of_examples,
    checks_of_languages,
    checks_of_names,
)
from communique.knowledge.checking import Check, Finding, Material
from communique.knowledge.code_lists import load_code_lists
from communique.knowledge.registry import load_registry
from communique.knowledge.tables import ROOT

CHECKS: tuple[Check, ...] = (
    *checks_of_names.CHECKS,
    *checks_of_codes.CHECKS,
    *checks_of_events.CHECKS,
    *checks_of_composition.CHECKS,
    *checks_of_examples.CHECKS,
    *checks_of_languages.CHECKS,
)


def check_name(check: Check) -> str:
    """The number of a check: "K101"."""
    return check.__name__.partition("_")[0].upper()


def run_checks(material: Material, checks: Iterable[Check] = CHECKS) -> tuple[Fault, ...]:
    """Every fault the checks find, in the order of the checks; a table that a check cannot read is one, too."""
    faults: dict[Fault, None] = {}  # several checks may read one table: its fault counts once
    for check in checks:
        try:
            for finding in check(material):
                faults[_fault(material, check, finding)] = None
        except KnowledgeError as error:
            faults.update(dict.fromkeys(error.faults))
        except FileNotFoundError as error:
            faults[_missing(error)] = None
    return tuple(faults)


def _fault(material: Material, check: Check, finding: Finding) -> Fault:
    file, _, line = finding.rule.rpartition(":")
    message = f"{check_name(check)} {check.__doc__} Here: {finding.what}"
    return Fault(path=str(material.folder / file), line=int(line), message=message)


def _missing(error: FileNotFoundError) -> Fault:
    return Fault(path=str(error.filename), line=1, message="there is no such file")


def load_material(folder: Path = ROOT) -> Material:
    """What the checks look at; raises `KnowledgeError` where a table cannot be read."""
    return Material(folder=folder, registry=load_registry(folder), codes=load_code_lists(folder))


def main(folder: Path = ROOT) -> int:
    """1 where the tables have faults, which are printed, else 0."""
    try:
        faults = run_checks(load_material(folder))
    except KnowledgeError as error:
        faults = error.faults
    except FileNotFoundError as error:
        faults = (_missing(error),)
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
