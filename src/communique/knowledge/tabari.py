"""Actor dictionaries in the format of TABARI and PETRARCH, as users have them, read as own actors.

    NAME_ [CODE]              # a comment
    +OTHER_NAME_
        [CODE <DATE] [CODE DATE-DATE] [CODE >DATE] [CODE]

Names are in capitals, words divided by "_"; a code is a country of three letters and roles of three letters. The code
without a date holds on days that no dated one covers. Dates are YYMMDD or YYYYMMDD.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta
from functools import cache
from pathlib import Path

from communique.errors import Fault
from communique.knowledge.own_actors import OwnRow
from communique.knowledge.registry import Registry
from communique.knowledge.tables import ROOT, read_tsv, rule_name

ROLES = "codes/cameo_roles.tsv"
CODED = re.compile(r"\[\s*([A-Za-z~*-][A-Za-z0-9~*-]*)?\s*([^\]]*?)\s*\]")
DATES = re.compile(r"([<>])?\s*(\d{6,8})(?:\s*-\s*(\d{6,8}))?")
CENTURY = 30  # a year of two digits below it is of this century
PART = 3  # letters
OF_COUNTRIES = ("country", "adjective", "people", "capital", "seat")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoRoleRow:
    """What a part of an actor code says in PLOVER."""

    role: str
    org_class: str | None = None
    sectors: tuple[str, ...] = ()
    origin: str
    rule: str = ""


@dataclass(slots=True, kw_only=True)
class _Draft:
    """An actor while its lines are read."""

    line: int
    names: list[str]
    codes: list[tuple[int, str, str]]  # line, code, dates


@cache
def load_cameo_roles(folder: Path = ROOT) -> dict[str, CameoRoleRow]:
    """The roles by their three letters."""
    return {row.role: row for row in read_tsv(folder / ROLES, CameoRoleRow)}


def read_tabari(path: Path, registry: Registry) -> tuple[tuple[OwnRow, ...], tuple[Fault, ...]]:
    """The actors of a dictionary as own rows, and its faulty lines: dictionaries that everybody uses have some.

    Names of countries that say what the registry says are passed over; persons whom the registry names are persons.
    """
    drafts, faults = _drafts(path)
    people = {name.upper(): entry.key for name, entry in registry.names() if entry.kind == "person"}
    known = {name.upper(): entry.key for name, entry in registry.names() if entry.kind in OF_COUNTRIES}
    rows: list[OwnRow] = []
    for draft in drafts:
        try:
            rows.extend(_known_person(row, people, registry) for row in _rows(path, draft, registry, known))
        except ValueError as reason:
            faults.append(Fault(path=str(path), line=draft.line, message=str(reason)))
    return tuple(rows), tuple(faults)


def _known_person(row: OwnRow, people: dict[str, str], registry: Registry) -> OwnRow:
    """The row as a person's where the registry knows one of the names as such."""
    key = next((people[name.upper()] for name in (row.name, *row.aliases) if name.upper() in people), None)
    person = registry.person(key) if key is not None else None
    if person is None:
        return row
    return replace(row, kind="person", surname=person.surname, gender=person.gender, org_class=None)


def _drafts(path: Path) -> tuple[list[_Draft], list[Fault]]:
    drafts: list[_Draft] = []
    faults: list[Fault] = []
    for number, whole in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        line = whole.partition("#")[0].rstrip()
        if not line.strip() or line.lstrip().startswith((";", "<!", "!")):
            continue
        codes = [(number, code, dates) for code, dates in CODED.findall(line)]
        name = CODED.sub("", line).strip()
        if not name and not codes:
            faults.append(Fault(path=str(path), line=number, message=f"{line.strip()!r} is no name and no [CODE]"))
        elif (not name or name.startswith("+")) and not drafts:
            faults.append(Fault(path=str(path), line=number, message="a synonym or code before the first name"))
        elif name and not name.startswith("+"):
            drafts.append(_Draft(line=number, names=[name], codes=codes))
        else:
            drafts[-1].names.extend([name.lstrip("+")] if name else [])
            drafts[-1].codes.extend(codes)
    return drafts, faults


def _rows(path: Path, draft: _Draft, registry: Registry, known: dict[str, str]) -> Iterator[OwnRow]:
    """The rows of one actor, one for each code with its time."""
    names = list(dict.fromkeys(filter(None, map(_written, draft.names))))
    if not draft.codes:
        return
    names = [name for name in names if known.get(name.upper()) not in {code[:PART] for _, code, _ in draft.codes}]
    if not names or any(code.startswith("~") for _, code, _ in draft.codes):
        return
    spells = [(line, code, *_days(dates)) for line, code, dates in draft.codes]
    dated = [spell for spell in spells if spell[2] or spell[3]]
    for line, code, since, until in dated or spells[:1]:
        base = OwnRow(name=names[0], kind="body", aliases=tuple(names[1:]), caseless=True, since=since, until=until,
                      origin=path.name, rule=rule_name(path, line))  # fmt: skip
        yield coded(base, code, registry)
    if dated:
        yield from _otherwise(path, names, spells, registry)


def _otherwise(
    path: Path, names: list[str], spells: list[tuple[int, str, Day | None, Day | None]], registry: Registry
) -> Iterator[OwnRow]:
    """The code without a date, on the days after the last and before the first dated one."""
    undated = [(line, code) for line, code, since, until in spells if not since and not until]
    if not undated:
        return
    dated = [(since, until) for _, _, since, until in spells if since or until]
    line, code = undated[-1]
    base = OwnRow(name=names[0], kind="body", aliases=tuple(names[1:]), caseless=True, origin=path.name,
                  rule=rule_name(path, line))  # fmt: skip
    if all(until for _, until in dated):
        last = max(until for _, until in dated if until)
        yield coded(replace(base, since=last + ONE_DAY), code, registry)
    if all(since for since, _ in dated):
        first = min(since for since, _ in dated if since)
        yield coded(replace(base, until=first - ONE_DAY), code, registry)


def coded(row: OwnRow, code: str, registry: Registry) -> OwnRow:
    """The row with what a code says; parts that no table knows say nothing."""
    parts = [code[i : i + PART].upper() for i in range(0, len(code), PART)]
    country = parts[0] if parts and registry.country(parts[0]) is not None else None
    roles = [role for part in parts if (role := load_cameo_roles().get(part)) is not None]
    sectors = dict.fromkeys(sector for role in roles for sector in role.sectors)
    org_class = next((role.org_class for role in roles if role.org_class), None)
    return replace(row, country=country, org_class=org_class, sectors=tuple(sectors))


def _written(name: str) -> str:
    """A dictionary's name as words: "FREE_FOO_ARMY_(FFA)_" → "Free Foo Army"; abbreviations stay."""
    words = re.sub(r"\(.*?\)", "", name).replace("_", " ").replace("+", " ").split()
    if len(words) == 1 and len(words[0]) <= PART + 1:
        return words[0]
    return " ".join(word.capitalize() for word in words)


def _days(dates: str) -> tuple[Day | None, Day | None]:
    """From when to when, both days included; raises `ValueError` where a date is none."""
    if not dates:
        return None, None
    found = DATES.fullmatch(dates)
    if found is None:
        raise ValueError(f"{dates!r} is no time; write <YYMMDD, >YYMMDD or YYMMDD-YYMMDD")
    sign, first, second = found.groups()
    if sign == "<":
        return None, _day(first)
    return _day(first), _day(second) if second else None


def _day(digits: str) -> Day:
    """The day of YYMMDD or YYYYMMDD; days and months that are 00 or too high are brought inside the year."""
    if len(digits) == PART * 2:
        digits = f"{20 if int(digits[:2]) < CENTURY else 19}{digits}"
    year, month, day = int(digits[:4]), int(digits[4:6] or 1), int(digits[6:8] or 1)
    if not 0 <= month <= 12 or not 0 <= day <= 31:
        raise ValueError(f"{digits!r} is no date")
    month = max(month, 1)
    for there in range(max(day, 1), 0, -1):
        try:
            return Day(year, month, there)
        except ValueError:
            continue
    raise ValueError(f"{digits!r} is no date")
