"""Republished articles are found; articles of one subject are not copies."""

from communique.store.copies import bands, copied, is_copy

WIRE = (
    "Delegates from the two river provinces met in the old customs house on Thursday and agreed to reopen the ferry "
    "that had been closed since the floods of last spring. The governor of the northern bank promised to pay for the "
    "new landing stage, while fishermen on the southern bank asked for lower tolls. A second meeting is planned for "
    "June, when engineers will present a plan for a bridge. Neither side would say how much the works may cost."
)
SHORTENED = "(Harbour Post) - " + WIRE.removesuffix(" Neither side would say how much the works may cost.")
ANOTHER = (
    "The two river provinces quarrelled again over the ferry on Friday. Fishermen blocked the landing stage and "
    "demanded lower tolls; the governor of the northern bank called the engineers and their plan for a bridge a waste "
    "of money. Talks in the customs house broke down after an hour, and nobody could say when they would go on."
)


def test_an_article_with_another_beginning_and_no_end_is_a_copy() -> None:
    assert copied({"wire": WIRE, "post": SHORTENED, "other": ANOTHER}) == (("post", "wire"),)


def test_one_subject_is_no_copy() -> None:
    assert not is_copy(WIRE, ANOTHER)


def test_short_texts_are_never_candidates() -> None:
    assert bands("The talks go on.") == ()


def test_bands_are_the_same_on_every_machine() -> None:
    assert bands(WIRE)[:2] == (3258603790624315788, 6872666813338638479)
