"""The statements of whole articles coded twice and independently."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from communique.evaluation.gold.rows import Row, around
from communique.evaluation.judging import NOTHING, Difference, Judging
from communique.evaluation.pairing import SAME, overlap, pairs, place_code
from communique.model import CodedArticle, Statement
from communique.views.wording import quoted, speaker

Gold = Mapping[str, Any]
OWN = "own"


def judge_statements(judging: Judging, row: Row, coded: CodedArticle) -> None:
    """At least half of the words of both contents together are shared (words in lower case, counted as often as they
    stand); recall on the required, precision against required and optional; thoughts and the outlet's own judgements
    are left out: the gold has none.
    """
    text = row["text"]
    ours = [said for said in coded.statements if said.kind != OWN and not said.thought]

    def likeness(gold: Gold, said: Statement) -> float | None:
        alike = _shared(" ".join(text[a:b] for a, b in gold["content"]), " ".join(s.quote for s in said.content))
        return alike if alike >= SAME else None

    required = row["statements_required"]
    paired = pairs(required, ours, likeness)
    left = [o for o in range(len(ours)) if o not in {o for _, o in paired}]
    extra = pairs(row["statements_optional"], [ours[o] for o in left], likeness)
    right = {o for _, o in paired} | {left[index] for _, index in extra}
    met = dict(paired)
    for index, gold in enumerate(required):
        _judge_gold(judging, text, gold, ours[met[index]] if index in met else None)
    for index, said in enumerate(ours):
        judging.found("statements", said.kind, index in right)
        if index not in right:
            told = around(text, said.content[0].start, said.content[0].start)
            judging.differ(Difference(what="false", metric="statement", text=told, found=_our_words(said),
                                      rule=said.rule))  # fmt: skip


def right_speaker(gold: Gold, said: Statement) -> bool:
    """Neither has a speaker, or they agree by the person's name, by overlapping words, or by country or class where
    the gold names no person.
    """
    who, ours = gold["speaker"], said.speaker
    if who is None or ours is None:
        return who is None and ours is None
    if who["span"] and overlap((who["span"][0], who["span"][1]), (ours.span.start, ours.span.end)):
        return True
    if who["person"]:
        return bool(who["person"] == ours.name)
    return bool(who["country"]) and who["country"] == place_code(ours)


def _judge_gold(judging: Judging, text: str, gold: Gold, said: Statement | None) -> None:
    judging.wanted("statements", gold["kind"], said is not None)
    start = gold["content"][0][0]
    expected = f"{gold['kind']} {gold['speaker']['text'] if gold['speaker'] else NOTHING}: " + " … ".join(
        text[a:b] for a, b in gold["content"]
    )
    told = around(text, start, start)
    if said is None:
        judging.differ(Difference(what="missed", metric="statement", text=told, expected=expected))
        return
    wrong = judging.fields((("speaker", right_speaker(gold, said)), ("kind", gold["kind"] == said.kind)))
    if wrong:
        judging.differ(Difference(what="wrong", metric="statement", text=told, expected=expected,
                                  found=_our_words(said), wrong=", ".join(wrong), rule=said.rule))  # fmt: skip


def _our_words(said: Statement) -> str:
    return f"{said.kind} {speaker(said) or NOTHING}: {quoted(said.content)}"


def _shared(one: str, other: str) -> float:
    """The shared part of the words of both together."""
    ours, theirs = _words(one), _words(other)
    union = sum((ours | theirs).values())
    return sum((ours & theirs).values()) / union if union else 0.0


def _words(text: str) -> Counter[str]:
    letters = "".join(character if character.isalnum() else " " for character in text.lower())
    return Counter(letters.split())
