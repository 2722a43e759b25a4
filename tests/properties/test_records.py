"""What holds for every record: encoding loses nothing, quotes are the text's, pages show the whole text."""

import dataclasses
import json
import types
import typing
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique import model
from communique.errors import RecordError
from communique.model import Article, CodedArticle, EmbeddedAct, Span
from communique.record import codec
from communique.record.identity import event_id, statement_id
from communique.views import VIEWS, Setting, html

WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12)
LEAVES = {
    str: WORDS,
    int: st.integers(-(2**40), 2**40),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
}
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spans(text: str) -> st.SearchStrategy[Span]:
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    return places.map(lambda place: Span(start=place[0], end=place[1], quote=text[place[0] : place[1]]))


def values(hint: object, text: str, depth: int) -> st.SearchStrategy[object]:
    """Any value of a field's type whose spans lie in the text."""
    if hint in LEAVES:
        return LEAVES[hint]  # type: ignore[index]
    if hint is Span:
        return spans(text)
    if hint is Article:
        return st.builds(
            Article, article_id=WORDS, text_id=WORDS, text=st.just(text), published_on=st.none() | st.dates()
        )
    if typing.get_origin(hint) is typing.Literal:
        return st.sampled_from(typing.get_args(hint))
    if typing.get_origin(hint) is tuple:
        inner = values(typing.get_args(hint)[0], text, depth + 1)
        return st.lists(inner, max_size=2 if depth < 2 else 1).map(tuple)
    if isinstance(hint, types.UnionType | typing._UnionGenericAlias):  # type: ignore[attr-defined]
        inner_hint = next(part for part in typing.get_args(hint) if part is not type(None))
        if inner_hint is EmbeddedAct and depth > 3:
            return st.none()
        return st.none() | values(inner_hint, text, depth)
    assert isinstance(hint, type) and dataclasses.is_dataclass(hint), hint
    hints = typing.get_type_hints(hint, vars(model))
    return st.builds(
        hint, **{field.name: values(hints[field.name], text, depth + 1) for field in dataclasses.fields(hint)}
    )


def records() -> st.SearchStrategy[CodedArticle]:
    texts = st.text(alphabet=st.sampled_from("ab “”’\n\t😀é<&."), min_size=1, max_size=40)
    return texts.flatmap(lambda text: values(CodedArticle, text, 0)).map(
        lambda coded: dataclasses.replace(coded, schema=model.SCHEMA)  # type: ignore[type-var]
    )


@FEW
@given(records())
def test_decoding_gives_the_record_back(coded: CodedArticle) -> None:
    line = codec.encode(coded)
    assert "\n" not in line
    assert codec.decode(line) == coded
    assert codec.decode(line.encode("utf-8")) == coded
    assert codec.encode(codec.decode(line)) == line


@FEW
@given(records())
def test_fields_stand_in_order_and_unknown_ones_are_passed_over(coded: CodedArticle) -> None:
    row = json.loads(codec.encode(coded))
    assert list(row) == [field.name for field in dataclasses.fields(CodedArticle)]
    assert codec.decode(json.dumps({**row, "later": {"a": [1]}})) == coded


@FEW
@given(records(), st.sampled_from([80, 100]))
def test_every_view_takes_every_record(coded: CodedArticle, width: int) -> None:
    setting = Setting(encode=codec.encode, width=width)
    for name, view in VIEWS.items():
        made = list(view([coded], setting))
        if any(isinstance(chunk, bytes) for chunk in made):
            assert b"".join(made).startswith(PARQUET) and name.endswith("parquet")
            continue
        assert "".join(made).endswith("\n") or ("".join(made) == "" and name in ACTS_ALONE)
    lines = "".join(VIEWS["events"]([coded], setting)).split("\n")
    assert len(lines) == len(coded.events) + 2
    assert html.fragment(coded).endswith("</div>")


PARQUET = b"PAR1"
ACTS_ALONE = ("petrarch", "plover", "gdelt", "gdelt-mentions")  # hold nothing but acts, and have no header


RECORD = CodedArticle(
    article=Article(article_id="a", text_id="t", text="Ghana spoke."),
    skipped=(model.Skipped(span=Span(start=0, end=5, quote="Ghana"), reason="x"),),
    made_by=model.MadeBy(code="0", knowledge="1", parser="p"),
)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"Ghana"', '"Gabon"', "skipped.0.span: the quote is 'Gabon', the text has 'Ghana' at 0-5"),
        ("communique/1", "communique/2", "schema is 'communique/2'"),
        ('"start":0', '"start":"0"', "skipped.0.span.start"),
        ('"reason":"x"', '"why":"x"', "reason: Field required"),
        ("{", "", "Invalid JSON"),
    ],
)
def test_what_is_no_record_says_where(old: str, new: str, told: str) -> None:
    with pytest.raises(RecordError, match=told.replace(".", r"\.")):
        codec.decode(codec.encode(RECORD).replace(old, new, 1))


def test_the_schema_knows_every_field() -> None:
    schema = codec.schema()
    assert list(schema["properties"]) == [field.name for field in dataclasses.fields(CodedArticle)]
    for name, definition in schema["$defs"].items():
        assert list(definition["properties"]) == [field.name for field in dataclasses.fields(getattr(model, name))]


def test_ids_depend_on_places_alone() -> None:
    cue, content = Span(start=3, end=7, quote="said"), Span(start=8, end=12, quote="stop")
    assert statement_id("t_1", cue, (content,)) == statement_id("t_1", cue, [content])
    others = {
        statement_id("t_1", cue, (content,)),
        statement_id("t_2", cue, (content,)),
        statement_id("t_1", None, (content,)),
        statement_id("t_1", cue, (content, content)),
        event_id("t_1", cue),
        event_id("t_1", cue, 1),
        event_id("t_1", content),
    }
    assert len(others) == 7
    assert all(name[:2] in ("s_", "e_") and len(name) == 18 for name in others)
