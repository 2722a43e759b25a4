"""What a time expression is resolved against."""

from dataclasses import dataclass
from datetime import date as Day

from communique.knowledge.calendar import Calendar
from communique.times.interval import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The day of publication, where the verb points, and the times told before.

    `anchor` is the last time told in the article, for "the next day"; `story` is a day told with its year earlier in
    this sentence, for "in May 2019 … and in June".
    """

    calendar: Calendar
    published: Day | None
    direction: int
    anchor: Interval | None = None
    story: Day | None = None
    close: bool = False  # the anchor stands in this sentence or the one before
    loose: bool = False  # the time hangs on no verb: the verb far above is a weak witness
