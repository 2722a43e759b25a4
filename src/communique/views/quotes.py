"""Quotations: one row a statement, for those who ask who said what, to whom and when."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from communique.model import ActorRef, CodedArticle, Statement
from communique.views.cells import csv_line, flat
from communique.views.setting import Setting
from communique.views.wording import names, quoted, saying, speaker, when


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which statements are wanted: of a speaker whose name holds these words, of a country, of so many words."""

    speaker: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-3
    min_words: int = 0

    def takes(self, said: Statement) -> bool:
        """True for a wanted statement; the outlet's own judgements are none."""
        who = said.speaker
        if said.kind == "own" or number_of_words(said) < self.min_words:
            return False
        if self.speaker is not None and (who is None or self.speaker.casefold() not in who.name.casefold()):
            return False
        return self.country is None or (who is not None and who.country == self.country.upper())


def number_of_words(said: Statement) -> int:
    """The words of a statement's content."""
    return sum(len(span.quote.split()) for span in said.content)


def chosen(coded: CodedArticle, choice: Choice) -> tuple[Statement, ...]:
    """The wanted statements of a record, in the order of the text."""
    return tuple(said for said in coded.statements if choice.takes(said))


def _of(who: ActorRef | None, part: Callable[[ActorRef], Any]) -> Any:
    return None if who is None else part(who)


COLUMNS: dict[str, Callable[[CodedArticle, Statement], Any]] = {
    "article_id": lambda coded, _: coded.article.article_id,
    "published_on": lambda coded, _: coded.article.published_on,
    "outlet": lambda coded, _: coded.article.outlet,
    "speaker": lambda _, said: speaker(said) or None,
    "office": lambda _, said: _of(said.speaker, lambda who: who.office),
    "country": lambda _, said: _of(said.speaker, lambda who: who.country),
    "sectors": lambda _, said: _of(said.speaker, lambda who: "+".join(who.sectors)) or None,
    "words": lambda _, said: quoted(said.content),
    "kind": lambda _, said: "thought" if said.thought else said.kind,
    "negated": lambda _, said: said.negated,
    "date": lambda _, said: when(said.date) or None,
    "to": lambda _, said: names(said.addressees) or None,
    "occasion": lambda _, said: said.occasion and said.occasion.quote,
    "reported_by": lambda coded, said: speaker(saying(coded, said.within)) or None,
    "cue": lambda _, said: said.cue and said.cue.quote,
    "start": lambda _, said: said.content[0].start,
    "end": lambda _, said: said.content[-1].end,
}


def _row(coded: CodedArticle, said: Statement) -> dict[str, Any]:
    return {name: value(coded, said) for name, value in COLUMNS.items()}


def as_csv(records: Iterable[CodedArticle], setting: Setting, choice: Choice) -> Iterator[str]:
    """A header and a line for each wanted statement, comma-separated."""
    del setting
    yield csv_line(COLUMNS)
    for coded in records:
        for said in chosen(coded, choice):
            yield csv_line(flat(value) for value in _row(coded, said).values())


def as_jsonl(records: Iterable[CodedArticle], setting: Setting, choice: Choice) -> Iterator[str]:
    """A JSON object for each wanted statement, a line each."""
    del setting
    for coded in records:
        for said in chosen(coded, choice):
            yield json.dumps(_row(coded, said), ensure_ascii=False, default=str) + "\n"


def as_text(records: Iterable[CodedArticle], setting: Setting, choice: Choice) -> Iterator[str]:
    """For people: who, in what office, to whom and when, and the words below, an empty line between."""
    del setting
    for coded in records:
        for said in chosen(coded, choice):
            yield f"{_who(coded, said)}\n    {_words(said)}\n\n"


def _who(coded: CodedArticle, said: Statement) -> str:
    row = _row(coded, said)
    about = [row["office"], row["country"]]
    who = f"{row['speaker'] or '?'}{_bracketed(about)}"
    told = (f"to {row['to']}" if row["to"] else None, row["kind"], row["date"])
    negated = "not said" if said.negated else None
    by = f"reported by {row['reported_by']}" if row["reported_by"] else None
    return " · ".join(part for part in (who, *told, negated, by) if part)


def _bracketed(parts: Iterable[str | None]) -> str:
    known = ", ".join(part for part in parts if part)
    return f" ({known})" if known else ""


def _words(said: Statement) -> str:
    words = quoted(said.content)
    return f"“{words}”" if said.kind == "direct" else words


QUOTES: dict[str, Callable[[Iterable[CodedArticle], Setting, Choice], Iterator[str]]] = {
    "text": as_text,
    "csv": as_csv,
    "jsonl": as_jsonl,
}
