"""Documents with their chains of reference: what do pronouns go back to?"""

from collections.abc import Iterable, Iterator

from communique.evaluation.bench import Bench
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.rows import Row, around
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.evaluation.pairing import Stretch, overlap
from communique.model import Link, Meant, Named, NamedActor

PRONOUN = "PRON"
NAMING = frozenset({"NOUN", "PROPN"})


def right_antecedent(chain: list[Stretch], antecedents: list[Stretch]) -> bool:
    """A pronoun of ours that is linked counts as right where its antecedent, or any naming without a pronoun of the
    actor it is linked to, overlaps a naming in the pronoun's chain. Recall: over the gold's pronouns
    whose chain holds a noun; precision: over those of them that we link.
    """
    return any(overlap(one, other) for one in chain for other in antecedents)


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item a document; the group is its genre."""
    for row in rows:
        judging = Judging(str(row["id"]))
        _, named, meant = bench.meant(row["text"], published_on=_day(row))
        tags = {(token[0], token[1]): token[2] for token in row["tokens"]}
        ours = {(who.span.start, who.span.end): index for index, who in enumerate(named.actors)}
        for cluster in row["clusters"]:
            chain = [(span[0], span[1]) for span in cluster]
            namings = [span for span in chain if _holds_noun(span, tags)]
            for span in chain:
                if namings and tags.get(span) == PRONOUN:
                    _judge(judging, row, span, namings, _antecedents(named, meant, ours.get(span)))
        yield judging.done()


def _judge(judging: Judging, row: Row, pronoun: Stretch, chain: list[Stretch], ours: list[Stretch] | None) -> None:
    right = ours is not None and right_antecedent(chain, ours)
    genre = str(row.get("genre", ""))
    judging.wanted("pronouns", genre, right)
    if ours is not None:
        judging.found("pronouns", genre, right)
    if not right:
        text = row["text"]
        found = ", ".join(text[a:b] for a, b in ours) if ours else NOTHING
        judging.differ(
            Difference(
                what="wrong" if ours else "missed", metric="pronoun", text=around(text, *pronoun),
                expected=f"{text[slice(*pronoun)]} = {text[slice(*chain[0])]}", found=found,
            )
        )  # fmt: skip


def _antecedents(named: Named, meant: Meant, index: int | None) -> list[Stretch] | None:
    """What a pronoun of ours goes back to; None where we have no such pronoun or link it to nobody."""
    link = meant.links[index] if index is not None else None
    if link is None:
        return None
    found = [(link.antecedent.start, link.antecedent.end)] if link.antecedent else []
    return found + [(who.span.start, who.span.end) for who in _namings(named, meant, link)]


def _namings(named: Named, meant: Meant, link: Link) -> Iterator[NamedActor]:
    for who, other in zip(named.actors, meant.links, strict=True):
        if other is not None and who.form != "pronoun" and set(other.referents) & set(link.referents):
            yield who


def _holds_noun(span: Stretch, tags: dict[Stretch, str]) -> bool:
    return any(tag in NAMING for token, tag in tags.items() if overlap(token, span))


def _day(row: Row) -> str | None:
    day = str(row.get("published") or "")
    return day if len(day) == len("2000-01-01") else None


FORM = GoldForm(
    name="coref",
    keys=frozenset({"clusters", "tokens", "text"}),
    judge=judge,
    metrics={"pronouns": right_antecedent},
    note="All pronouns of the chains count, also those for things, which we never link.",
)
