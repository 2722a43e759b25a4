"""One act as read at its trigger, before status, time and place."""

from dataclasses import dataclass

from communique.events.slots import Site
from communique.knowledge.event_types import LightVerbRow, Trigger
from communique.model import Argument

MENACE = "THREATEN"  # the type of threats


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One act as read at its trigger, before status, time and place."""

    trigger: Trigger
    site: Site
    event_type: str
    mode: str | None
    cameo: str
    reciprocal: bool
    sources: tuple[Argument, ...] = ()
    targets: tuple[Argument, ...] = ()
    object: int | None = None  # head token of the thing
    content: "Draft | None" = None
    content_tokens: tuple[int, ...] = ()  # all heads in the content slot, read or not
    also: tuple["Draft", ...] = ()  # further contents, coordinated with the first ("promised to go and to pay")
    light: LightVerbRow | None = None
