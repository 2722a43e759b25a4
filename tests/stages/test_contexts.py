"""What acts are about: the contexts that their own words tell, before those of the code."""

import pytest

import communique


@pytest.mark.parametrize(
    ("text", "contexts"),
    [
        ("Norway rejected Peru's plan for the election.", ["election"]),
        ("Norway urged Peru to postpone the referendum.", ["election"]),
        ("Norway sent vaccines to Peru.", ["health"]),
        ("Norway, a big exporter of vaccines, rejected Peru's plan.", []),
        ("The election commission of Norway rejected Peru's plan.", []),
        ("Norway rejected Peru's plan after the election.", ["election"]),
        ("Norway rejected Peru's plan and Kenya prepared for an election.", []),
    ],
)
def test_contexts_are_told_by_the_words_of_the_act(text: str, contexts: list[str]) -> None:
    (event, *_) = communique.code(text).events
    told = set(event.contexts)
    assert told >= set(contexts) if contexts else "election" not in told and "health" not in told
