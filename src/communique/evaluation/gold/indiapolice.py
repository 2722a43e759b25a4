"""Sentences of whole articles with exhaustive labels of what the police do; lower case throughout."""

from collections.abc import Iterable, Iterator

from communique.evaluation.bench import Bench
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.rows import Row, meant, together
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.evaluation.pairing import Stretch, overlap
from communique.model import Event
from communique.views.wording import kind_of_act, who_to_whom

SET = "indiapolice"
ANY = "ANY_ACTION"
OMISSION = "FAIL"  # what the police did not do: no act of ours


def meets(label: str, event: Event) -> bool:
    """An event of any status with a telling in the sentence meets ANY_ACTION; ARREST needs COERCE/arrest or deport,
    KILL and FORCE need ASSAULT. Sentences labelled FAIL alone are not scored.
    """
    kinds = meant(SET, "label", label)
    return label == ANY or event.event_type in kinds or kind_of_act(event.event_type, event.mode) in kinds


def by_police(event: Event) -> bool:
    """An event whose source is the police (sector COP) counts for precision: right in a sentence labelled as an act."""
    return any("COP" in who.sectors for who in event.source_actors)


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item an article, coded whole: a sentence a line."""
    for sentences in together(rows, "doc_id"):
        judging = Judging(str(sentences[0]["doc_id"]))
        lines = [" ".join(row["sent_text"].split()) for row in sentences]
        coded = bench.code("\n".join(lines))
        start = 0
        for row, line in zip(sentences, lines, strict=True):
            stretch = (start, start + len(line))
            _judge(judging, row, line, [e for e in coded.events if _told_in(e, stretch)])
            start += len(line) + 1
        yield judging.done()


def _judge(judging: Judging, row: Row, line: str, events: list[Event]) -> None:
    labels = [label for label in row["sent_labels"] if label != OMISSION]
    for label in labels:
        judging.wanted("sentences", label, any(meets(label, event) for event in events))
    missed = [label for label in labels if not any(meets(label, event) for event in events)]
    if missed:
        ours = "; ".join(f"{kind_of_act(e.event_type, e.mode)} {who_to_whom(e)}" for e in events)
        judging.differ(
            Difference(what="missed", metric="sentence", text=line, expected=", ".join(missed), found=ours or NOTHING)
        )
    for event in filter(by_police, events):
        right = bool(row["sent_labels"])
        judging.found("acts of police", "", right)
        if not right:
            found = f"{kind_of_act(event.event_type, event.mode)} {who_to_whom(event)} [{event.trigger.quote}]"
            judging.differ(Difference(what="false", metric="sentence", text=line, found=found, rule=event.rule))


def _told_in(event: Event, stretch: Stretch) -> bool:
    return any(overlap(stretch, (told.trigger.start, told.trigger.end)) for told in event.mentions)


FORM = GoldForm(
    name=SET,
    keys=frozenset({"sent_labels", "sent_text", "doc_id"}),
    judge=judge,
    metrics={"sentences": meets, "acts of police": by_police},
    note="Recall a label; the texts have no capital letters, so names are lost before acts are.",
)
