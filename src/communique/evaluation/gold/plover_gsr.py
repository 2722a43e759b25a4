"""Full PLOVER records of single sentences: type, source and target with country and sector, mode, context."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique.evaluation.bench import Bench
from communique.evaluation.gold.actor_texts import Who, who_is
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.rows import Row, meant, together
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.evaluation.pairing import countries, pairs
from communique.views.export import ExportedAct, exported
from communique.views.wording import actor, kind_of_act

SET = "plover_gsr"
OF_CODE = 3  # letters: "CVLalb" is CVL with the ethnic suffix of old codes


def event_type(row: Row) -> str:
    """The type of a gold row, old names written as today's."""
    return meant(SET, "type", row["event"])[0]


def actors_of(row: Row, role: str) -> tuple[Mapping[str, Any], ...]:
    """The actors in a role; none where the field is missing or no list."""
    found = row.get(role)
    return tuple(found) if isinstance(found, list) else ()


def codes_of(row: Row, role: str) -> frozenset[str]:
    """The countries and classes in a role of a gold row, as the record writes them."""
    return frozenset(
        code for who in actors_of(row, role) if who.get("code") for code in meant(SET, "country", who["code"])
    )


def our_codes(act: ExportedAct, role: str) -> frozenset[str]:
    """The countries and classes in a role of an act of ours, in the words of the set (UNO and EUR are IGO there)."""
    found = countries(act.source_actors if role == "source" else act.target_actors)
    return frozenset(code for written in found for code in meant(SET, "country", written))


def same_type(row: Row, act: ExportedAct) -> bool:
    """The PLOVER types are equal, after old names are mapped and plans are exported as AGREE or THREATEN."""
    return act.event_type == event_type(row)


def same_role(row: Row, act: ExportedAct, role: str) -> bool:
    """The sets of countries (or classes: IGO, NGO …) in the role are equal; actors without either do not count.

    An act done together (two sources without a target in the gold, `reciprocal` in ours) has all its actors in
    both roles.
    """
    together_there = len(actors_of(row, "source")) > 1 and not actors_of(row, "target")
    if act.reciprocal or together_there:
        theirs = codes_of(row, "source") | codes_of(row, "target")
        return theirs == our_codes(act, "source") | our_codes(act, "target")
    return codes_of(row, role) == our_codes(act, role)


def full_record(row: Row, act: ExportedAct) -> bool:
    """Type, source country and target country are all right; sector, mode and context are reported as fields."""
    return same_type(row, act) and same_role(row, act, "source") and same_role(row, act, "target")


def fields(row: Row, act: ExportedAct) -> Iterator[tuple[str, bool]]:
    """The fields the gold row tells, compared on rows whose type is right.

    Sector: an actor of ours in the role has one of the sectors (without the ethnic suffix of old codes). Context:
    one is shared. CAMEO root: of the example in the manual that is the same text.
    """
    yield "source country", same_role(row, act, "source")
    yield "target country", same_role(row, act, "target")
    for role, ours in (("source", act.source_actors), ("target", act.target_actors)):
        sectors = {who["sector"][:OF_CODE] for who in actors_of(row, role) if (who.get("sector") or "").isalpha()}
        if sectors:
            pool = (*act.source_actors, *act.target_actors) if act.reciprocal else ours
            yield f"{role} sector", any(sectors & set(who.sectors) for who in pool)
    if row.get("mode"):
        yield "mode", act.mode in meant(SET, "mode", row["mode"])
    told = {word.strip() for word in (row.get("context") or "").replace(";", ",").split(",") if word.strip()}
    if told:
        yield "context", bool(act.event and told & set(act.event.contexts))
    cameo = (row.get("cameo_manual_match") or {}).get("cameo")
    if cameo:
        yield "root", cameo[:2] == act.root


def _likeness(row: Row, act: ExportedAct) -> float | None:
    """Full records first, then the same type, then anything: what is left over is confused."""
    right = (same_role(row, act, "source"), same_role(row, act, "target"))
    return (100 if all(right) else 10) * same_type(row, act) + sum(right)


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item a text, with all its gold rows."""
    for golds in together(rows, "text"):
        judging = Judging(golds[0]["id"])
        acts = tuple(act for act in exported(bench.code(golds[0]["text"])) if act.event_type)
        paired = dict(pairs(golds, acts, _likeness))
        for index, row in enumerate(golds):
            _judge_row(judging, row, acts[paired[index]] if index in paired else None)
        taken = {o: golds[g] for g, o in paired.items()}
        for index, act in enumerate(acts):
            _judge_ours(judging, golds[0]["text"], act, taken.get(index))
        _judge_texts(judging, golds, bench)
        yield judging.done()


def right_text(who: Mapping[str, Any], found: Who | None) -> Iterator[tuple[str, bool]]:
    """The words of a gold actor, each once a text, looked up in their sentence whatever was coded. Country: our naming
    there has its country or class (one of several where they are coordinated). Sector: it has the gold's, if any."""
    if (who.get("code") or "").isalpha():
        ours = frozenset(code for written in (found.codes if found else ()) for code in meant(SET, "country", written))
        yield "actor text: country", ours >= set(meant(SET, "country", who["code"]))
    if (who.get("sector") or "").isalpha():
        wanted = meant(SET, "sector", who["sector"][:OF_CODE])
        yield "actor text: sector", bool(found and found.sectors & set(wanted))


def _judge_texts(judging: Judging, golds: list[Row], bench: Bench) -> None:
    told = [who for row in golds for role in ("source", "target") for who in actors_of(row, role)]
    text = golds[0]["text"]
    parse, named, who_meant = bench.meant(text)
    for words, who in {(who.get("actorText") or "").strip(): who for who in told}.items():
        if words not in text or not words:
            continue
        found = who_is(parse, words, named, who_meant)
        wrong = judging.fields(right_text(who, found))
        if wrong:
            ours = f"{found.name} ({' '.join(sorted(found.codes))} {' '.join(sorted(found.sectors))})" if found else ""
            expected = f"{words} ({who.get('code')} {who.get('sector') or ''})"
            judging.differ(Difference(what="wrong" if found else "missed", metric="actor text", text=text,
                                      expected=expected, found=ours or NOTHING, wrong=", ".join(wrong),
                                      rule=found.rule if found else ""))  # fmt: skip


def _judge_row(judging: Judging, row: Row, act: ExportedAct | None) -> None:
    wanted = event_type(row)
    judging.wanted("full record", wanted, act is not None and full_record(row, act))
    judging.wanted("type", wanted, act is not None and same_type(row, act))
    judging.confuse(wanted, act.event_type or NOTHING if act else NOTHING)
    if act is None:
        judging.differ(Difference(what="missed", metric="event", text=row["text"], expected=_gold_words(row)))
        return
    wrong: tuple[str, ...] = ("type",)
    if same_type(row, act):
        wrong = judging.fields(fields(row, act))
    if wrong:
        judging.differ(
            Difference(
                what="wrong", metric="event", text=row["text"], expected=_gold_words(row), found=our_words(act),
                wrong=", ".join(wrong), rule=act.event.rule if act.event else "",
            )
        )  # fmt: skip


def _judge_ours(judging: Judging, text: str, act: ExportedAct, row: Row | None) -> None:
    group = act.event_type or ""
    judging.found("full record", group, row is not None and full_record(row, act))
    judging.found("type", group, row is not None and same_type(row, act))
    if row is None:
        judging.confuse(NOTHING, group)
        rule = act.event.rule if act.event else ""
        judging.differ(Difference(what="false", metric="event", text=text, found=our_words(act), rule=rule))


def _gold_words(row: Row) -> str:
    source, target = (_named(row, role) for role in ("source", "target"))
    return f"{kind_of_act(event_type(row), row.get('mode') or None)} {source} → {target} [{row.get('eventText', '')}]"


def _named(row: Row, role: str) -> str:
    return ", ".join(f"{who.get('actorText')} ({who.get('code')})" for who in actors_of(row, role))


def our_words(act: ExportedAct) -> str:
    """An exported act in a line: type, code, status, who to whom, trigger."""
    who = [", ".join(map(actor, side)) for side in (act.source_actors, act.target_actors)]
    status = f" {act.event.status}" if act.event else ""
    kind = kind_of_act(act.event_type or "saying", act.mode)
    return f"{kind} {act.cameo}{status} {who[0]} → {who[1]} [{act.trigger.quote}]"


FORM = GoldForm(
    name=SET,
    keys=frozenset({"event", "source", "text", "eventText"}),
    judge=judge,
    metrics={
        "full record": full_record,
        "type": same_type,
        "source and target country": same_role,
        "fields": fields,
        "actor text": right_text,
    },
)
