"""A selection as SQL: the conditions an event or a statement must fit, and where to begin looking for it.

It means what `Selection.matches` means; tests compare the two. Values are never in the text of a query: question marks
stand for them. `folded` is `views.selection.folded`, which the connection knows as a function.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from communique.store.database import Database
from communique.views.selection import Selection, folded

ROLES = ("source", "target")
NAMES = "SELECT folded FROM actor_names WHERE ' ' || folded || ' ' LIKE ? ESCAPE '!'"
MOST_NAMES = 200  # of actors that fit a name: beyond it the days are walked through


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something a row must fit: SQL of truth, and its values."""

    text: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """An index to walk along: where rows come from, with the name of their day and key, and its condition."""

    tables: str
    day: str
    key: str
    condition: Condition


BY_DAY = Beginning(tables="events AS e", day="e.day", key="e.event_key", condition=Condition(text="1"))


def event_conditions(selection: Selection) -> Iterator[Condition]:
    """What an event (`e`) must fit, that is current."""
    yield Condition(text="e.current = 1")
    if selection.event_types:
        kinds = f"e.event_type IN ({_marks(selection.event_types)})"
        modes = f"e.event_type || '/' || e.mode IN ({_marks(selection.event_types)})"
        yield Condition(text=f"({kinds} OR {modes})", values=selection.event_types * 2)
    if selection.statuses:
        yield Condition(text=f"e.status IN ({_marks(selection.statuses)})", values=selection.statuses)
    yield from _any("e.cameo LIKE ? ESCAPE '!'", [f"{_literal(code)}%" for code in selection.cameo])
    yield from _common(selection, "e")
    for name in _each(selection.actors):
        yield Condition(text=f"EXISTS ({_ACTOR} AND ({_or(_NAME, name)}))", values=tuple(map(_words, name)))
    if selection.countries:
        codes = selection.countries
        yield Condition(
            text=f"EXISTS ({_ACTOR} AND (a.country IN ({_marks(codes)}) OR a.org_class IN ({_marks(codes)})))",
            values=codes * 2,
        )
    yield from _dyad(selection)
    yield from _place(selection)


def statement_conditions(selection: Selection) -> Iterator[Condition]:
    """What a statement (`e`) must fit, that is current; filters of what it does not have let none pass."""
    yield Condition(text="e.current = 1")
    if selection.event_types or selection.cameo or selection.statuses or selection.places:
        yield Condition(text="0")
    yield from _common(selection, "e")
    for names in _each(selection.actors):
        told = f"({_or(_SPEAKER, names)} OR EXISTS ({_ADDRESSEE} AND ({_or(_NAME, names)})))"
        yield Condition(text=told, values=tuple(map(_words, names)) * 2)
    if codes := selection.countries:
        of_speaker = f"e.speaker_country IN ({_marks(codes)}) OR e.speaker_class IN ({_marks(codes)})"
        of_other = f"a.country IN ({_marks(codes)}) OR a.org_class IN ({_marks(codes)})"
        yield Condition(text=f"({of_speaker} OR EXISTS ({_ADDRESSEE} AND ({of_other})))", values=codes * 4)
    if selection.dyad is not None:
        one, other = selection.dyad
        ways = [(one, other)] if selection.directed else [(one, other), (other, one)]
        told = f"(({_SPOKEN}) AND EXISTS ({_ADDRESSEE} AND ({_PARTY})))"
        values = [value for way in ways for party in way for value in (party, party, _words(party))]
        yield Condition(text=f"({' OR '.join([told] * len(ways))})", values=tuple(values))


_ACTOR = "SELECT 1 FROM event_actors AS a WHERE a.event_key = e.event_key"
_ACTORS = (
    "SELECT 1 FROM event_actors AS a JOIN event_actors AS b ON b.event_key = a.event_key "
    "WHERE a.event_key = e.event_key"
)
_ADDRESSEE = "SELECT 1 FROM statement_actors AS a WHERE a.statement_key = e.statement_key AND a.role = 'addressee'"
_NAME = "' ' || a.folded || ' ' LIKE ? ESCAPE '!'"
_SPEAKER = "' ' || e.speaker_folded || ' ' LIKE ? ESCAPE '!'"
_PARTY = f"a.country = ? OR a.org_class = ? OR {_NAME}"
_SPOKEN = f"e.speaker_country = ? OR e.speaker_class = ? OR {_SPEAKER}"


def _common(selection: Selection, row: str) -> Iterator[Condition]:
    """Contexts, outlets and days, which events and statements have in the same columns."""
    contexts = [f"%+{_literal(context)}+%" for context in selection.contexts]
    yield from _any(f"'+' || {row}.contexts || '+' LIKE ? ESCAPE '!'", contexts)
    yield from _any(f"' ' || folded({row}.outlet) || ' ' LIKE ? ESCAPE '!'", map(_words, selection.outlets))
    if selection.since:
        open_end = f"{row}.date_start IS NOT NULL AND {row}.date_end IS NULL"
        since = selection.since.isoformat()
        yield Condition(text=f"(({open_end} AND {row}.day IS NOT NULL) OR {row}.last_day >= ?)", values=(since,))
    if selection.until:
        open_start = f"{row}.date_start IS NULL AND {row}.date_end IS NOT NULL"
        yield Condition(text=f"({open_start} OR {row}.day <= ?)", values=(selection.until.isoformat(),))


def _dyad(selection: Selection) -> Iterator[Condition]:
    """The one towards the other; those who act together are two sources."""
    if selection.dyad is None:
        return
    one, other = selection.dyad
    ways = [(one, other, "source", "target")]
    if not selection.directed:
        ways.append((one, other, "target", "source"))
    side = f"EXISTS ({_ACTOR} AND a.role = ? AND ({_PARTY}))"
    texts, values = [], []
    for first, second, role, opposite in ways:
        texts.append(f"(e.reciprocal = 0 AND {side} AND {side})")
        values += [role, first, first, _words(first), opposite, second, second, _words(second)]
    b_party = _PARTY.replace("a.", "b.")
    texts.append(
        f"(e.reciprocal = 1 AND EXISTS ({_ACTORS} AND a.role = 'source' AND b.role = 'source' "
        f"AND a.position <> b.position AND ({_PARTY}) AND ({b_party})))"
    )
    values += [one, one, _words(one), other, other, _words(other)]
    yield Condition(text=f"({' OR '.join(texts)})", values=tuple(values))


def _place(selection: Selection) -> Iterator[Condition]:
    if not (places := selection.places):
        return
    named = "' ' || folded(e.place) || ' ' LIKE ? ESCAPE '!' OR ' ' || folded(e.place_admin1) || ' ' LIKE ? ESCAPE '!'"
    texts = [f"e.place_country IN ({_marks(places)})", *[named] * len(places)]
    values = (*places, *(words for name in places for words in (_words(name), _words(name))))
    yield Condition(text=f"({' OR '.join(texts)})", values=values)


def beginnings(database: Database, selection: Selection) -> list[Beginning]:
    """The indices where every event that fits is found; the rows of several are to be merged."""
    if selection.dyad and all(map(is_code, selection.dyad)):
        one, other = selection.dyad
        ways = [(one, other)] if selection.directed else list(dict.fromkeys([(one, other), (other, one)]))
        return [_of_dyad(way) for way in ways]
    if selection.countries:
        return [_of_actor(name, code) for code in selection.countries for name in ("country", "org_class")]
    if len(selection.actors) == 1:
        names = [row[0] for row in database.rows(f"{NAMES} LIMIT {MOST_NAMES + 1}", (_words(selection.actors[0]),))]
        if len(names) <= MOST_NAMES:
            return [_of_actor("folded", name) for name in names]
    return [BY_DAY]


def is_code(party: str) -> bool:
    """True for what is written as a code of a country or a class: three capital letters."""
    return len(party) == 3 and party.isascii() and party.isalpha() and party.isupper()


def _of_dyad(way: tuple[str, str]) -> Beginning:
    condition = Condition(text="d.current = 1 AND d.source_code = ? AND d.target_code = ?", values=way)
    return Beginning(
        tables="dyads AS d CROSS JOIN events AS e ON e.event_key = d.event_key",
        day="d.day",
        key="d.event_key",
        condition=condition,
    )


def _of_actor(column: str, value: str) -> Beginning:
    condition = Condition(text=f"b.current = 1 AND b.{column} = ?", values=(value,))
    return Beginning(
        tables="event_actors AS b CROSS JOIN events AS e ON e.event_key = b.event_key", day="b.day", key="b.event_key",
        condition=condition,
    )  # fmt: skip


def _each(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The names as one group of which one must fit, where there are any."""
    if names:
        yield names


def _any(text: str, values: Iterable[str]) -> Iterator[Condition]:
    told = tuple(values)
    if told:
        yield Condition(text=f"({_or(text, told)})", values=told)


def _or(text: str, values: Iterable[object]) -> str:
    return " OR ".join(text for _ in values)


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _words(name: str) -> str:
    """A pattern for whole words inside a folded name with a space on each side; letters and digits need no escape."""
    return f"% {folded(name)} %"


def _literal(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
