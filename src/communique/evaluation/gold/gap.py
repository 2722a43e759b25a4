"""Pronouns with two names each: does the pronoun mean the one, the other, or neither?"""

from collections.abc import Iterable, Iterator

from communique.evaluation.bench import Bench
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.rows import Row
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.evaluation.pairing import Stretch, overlap
from communique.model import Meant, Named

CANDIDATES = ("A", "B")


def means(named: Named, meant: Meant, pronoun: Stretch, name: Stretch) -> bool:
    """Our pronoun at that place is linked to a referent that a naming of ours at the name is linked to as well; each
    of the two names is one decision, and F1 is over the decisions "yes".
    """
    return bool(_referents(named, meant, pronoun) & _referents(named, meant, name))


def _referents(named: Named, meant: Meant, place: Stretch) -> frozenset[int]:
    found: set[int] = set()
    for who, link in zip(named.actors, meant.links, strict=True):
        if link is not None and overlap((who.span.start, who.span.end), place):
            found.update(link.referents)
    return frozenset(found)


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item a pronoun."""
    for row in rows:
        judging = Judging(str(row["id"]))
        _, named, meant = bench.meant(row["text"])
        pronoun = _stretch(row["pronoun"])
        chosen = []
        for candidate in CANDIDATES:
            yes = means(named, meant, pronoun, _stretch(row[candidate]))
            if row[candidate][2]:
                judging.wanted("names", "", yes)
            if yes:
                judging.found("names", "", row[candidate][2])
                chosen.append(row[candidate][1])
        expected = [row[candidate][1] for candidate in CANDIDATES if row[candidate][2]]
        if chosen != expected:
            judging.differ(
                Difference(
                    what="wrong" if chosen else "missed", metric="pronoun", text=row["text"],
                    expected=f"{row['pronoun'][1]} = {', '.join(expected) or NOTHING}",
                    found=", ".join(chosen) or NOTHING,
                )
            )  # fmt: skip
        yield judging.done()


def _stretch(told: list[int | str]) -> Stretch:
    start, words = int(told[0]), str(told[1])
    return start, start + len(words)


FORM = GoldForm(
    name="gap",
    keys=frozenset({"pronoun", "A", "B", "text"}),
    judge=judge,
    metrics={"names": means},
)
