"""Gold rows and records written by hand, so that scores are tested without a model."""

import json
from collections.abc import Iterable
from datetime import date as Day
from pathlib import Path

from communique.evaluation import sources
from communique.evaluation.board import score
from communique.evaluation.figures import Share, Tally
from communique.evaluation.judging import Judged
from communique.model import (
    ActorRef,
    Article,
    CodedArticle,
    Event,
    Failure,
    MadeBy,
    Meant,
    Mention,
    Named,
    Parse,
    Span,
    Statement,
)

TEXT = "Ghana bombed Togo. Benin will visit Niger. Mali said that talks had failed."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), quote=words)


def who(text: str, words: str, country: str | None, **fields: object) -> ActorRef:
    return ActorRef(actor="a1", span=span(text, words), name=words, country=country, **fields)


def act(text: str, event_type: str, cameo: str, trigger: str, **fields: object) -> Event:
    """An event with one telling; `source` and `target` are (words, country)."""
    told = span(text, trigger)
    refs = {
        role: tuple(who(text, *one) for one in fields.pop(name, ()))
        for role, name in (("source_actors", "source"), ("target_actors", "target"))
    }
    given = {"status": "actual", **fields}
    return Event(
        event_id=f"e{told.start}", event_type=event_type, cameo=cameo, trigger=told, evidence=told, rule="test:1",
        mentions=(Mention(trigger=told, evidence=told, status=given["status"], rule="test:1"),), **refs, **given,
    )  # fmt: skip


def said(text: str, speaker: str, cue: str, content: str, kind: str = "indirect") -> Statement:
    return Statement(
        statement_id="s1", speaker=who(text, speaker, None), cue=span(text, cue), content=(span(text, content),),
        kind=kind, rule="test:2",
    )  # fmt: skip


def record(text: str, *rows: Event | Statement) -> CodedArticle:
    return CodedArticle(
        article=Article(article_id="x", text_id="t", text=text, published_on=Day(2021, 3, 4)),
        events=tuple(row for row in rows if isinstance(row, Event)),
        statements=tuple(row for row in rows if isinstance(row, Statement)),
        made_by=MadeBy(code="0", knowledge="0", parser="none"),
    )


BOMBED = act(TEXT, "ASSAULT", "195", "bombed", mode="aerial", source=[("Ghana", "GHA")], target=[("Togo", "TGO")])
VISIT = act(
    TEXT, "CONSULT", "042", "visit", mode="visit", status="planned", reciprocal=True,
    source=[("Benin", "BEN"), ("Niger", "NER")],
)  # fmt: skip
FAILED = said(TEXT, "Mali", "said", "talks had failed")


class Bench:
    """A bench that knows its records by heart; other texts hold nothing."""

    def __init__(self, *records: CodedArticle) -> None:
        self.records = {one.article.text: one for one in records}
        self.failures: list[Failure] = []

    def code(self, text: str, **_: object) -> CodedArticle:
        return self.records.get(text, record(text))

    def relate(self, text: str, source: tuple[int, int], target: tuple[int, int]) -> Event | None:
        """The event of the text's record with an actor at both spans."""
        for event in self.code(text).events:
            spans = {(who.span.start, who.span.end) for who in (*event.source_actors, *event.target_actors)}
            if {source, target} <= spans:
                return event
        return None

    def meant(self, text: str, **_: object) -> tuple[Parse, Named, Meant]:
        return Parse(article=self.code(text).article, sentences=()), Named(), Meant()


def scored(tmp_path: Path, rows: Iterable[dict[str, object]], *records: CodedArticle, name: str = "gold.jsonl"):
    """The score of rows written to a file, and all that was judged."""
    path = tmp_path / name
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    kept: list[Judged] = []
    (found,) = sources.gold_sets([path])
    return score(found, Bench(*records), keep=lambda name, half, judged: kept.append(judged)), kept


def total(made, metric: str) -> tuple[float, float, float, float]:
    tally = sum((half.total(metric) for half in made.halves.values()), Tally())
    return tally.hits, tally.wanted, tally.right, tally.found


def share(made, name: str) -> tuple[float, int]:
    found = sum((half.shares.get(name, Share()) for half in made.halves.values()), Share())
    return found.right, found.of
