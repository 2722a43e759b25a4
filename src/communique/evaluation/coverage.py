"""What the knowledge covers: the trigger rows that never fired on some articles, the CAMEO codes nothing can make."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.knowledge.code_lists import CodeLists
from communique.knowledge.event_types import EventKnowledge, TriggerRow
from communique.model import CodedArticle
from communique.views.export import planned_codes

ROOT_LENGTH = 2  # "04" is the name of a root, no code
NEVER_ALONE = ("desire", "content")  # statuses of rows that make no event of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The rows of each type that fired and that did not, and the codes that no row leads to."""

    articles: int
    fired: dict[str, int]  # event type: rows
    silent: dict[str, tuple[TriggerRow, ...]]  # event type: rows, in the order of its file
    codes: tuple[str, ...]  # CAMEO codes of event types that nothing can produce, with their names


def coverage(records: Iterable[CodedArticle], knowledge: EventKnowledge, lists: CodeLists) -> Coverage:
    """What fired in the records, and what cannot be made from any text."""
    rules: set[str] = set()
    articles = 0
    for record in records:
        articles += 1
        rules.update(mention.rule for event in record.events for mention in event.mentions)
    silent: dict[str, list[TriggerRow]] = {name: [] for name in knowledge.types}
    fired = dict.fromkeys(knowledge.types, 0)
    for name, row in _rows(knowledge):
        if row.rule in rules:
            fired[name] += 1
        elif row.status not in NEVER_ALONE:
            silent[name].append(row)
    return Coverage(
        articles=articles,
        fired=fired,
        silent={name: tuple(sorted(rows, key=_line)) for name, rows in silent.items()},
        codes=tuple(missing_codes(knowledge, lists)),
    )


def missing_codes(knowledge: EventKnowledge, lists: CodeLists) -> Iterator[str]:
    """The CAMEO codes that no trigger, mode, composition or planned act leads to, each with its name."""
    made = {kind.cameo for kind in knowledge.types.values()} | set(planned_codes())
    made.update(row.cameo for _, row in _rows(knowledge) if row.cameo is not None)
    made.update(row.cameo for rows in knowledge.modes.values() for row in rows if row.cameo is not None)
    made.update(row.cameo for rows in knowledge.composition.values() for row in rows)
    for code in lists.cameo_rows:
        if code.event_type is not None and len(code.code) > ROOT_LENGTH and code.code not in made:
            yield f"{code.code} {code.name}"


def told(found: Coverage) -> Iterator[str]:
    """The lines to print; the rows only where articles were looked at."""
    if found.articles:
        yield f"articles: {found.articles}"
        for name, rows in found.silent.items():
            yield f"{name}: {found.fired[name]} rows fired, {len(rows)} never"
            yield from (f"  {row.rule}\t{_words(row)}" for row in rows)
    yield f"CAMEO codes that nothing can produce: {len(found.codes)}"
    yield from (f"  {code}" for code in found.codes)


def _rows(knowledge: EventKnowledge) -> Iterator[tuple[str, TriggerRow]]:
    for several in knowledge.triggers.values():
        for trigger in several:
            yield trigger.event_type.event_type, trigger.row


def _line(row: TriggerRow) -> int:
    return int(row.rule.rpartition(":")[2])


def _words(row: TriggerRow) -> str:
    return " ".join(filter(None, (row.lemma, row.particle, row.noun, f"({row.pos})")))
