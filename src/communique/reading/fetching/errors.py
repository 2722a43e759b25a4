"""Why something is not fetched: refused for good, or not reached this time."""

from communique.errors import ReadingError

SHOWN = 200  # characters of an address in a message


class FetchError(ReadingError):
    """An address that was not fetched; the message names it and the reason."""

    def __init__(self, address: str, reason: str) -> None:
        shown = "".join(character if character.isprintable() else "?" for character in address)
        self.reason = reason
        super().__init__(f"{shown[:SHOWN]}: {reason}")


class RefusedError(FetchError):
    """It will never be fetched: its form, its machine, its site's robots.txt or its size forbid it."""


class UnreachableError(FetchError):
    """It was not fetched this time: no answer, a broken one, or one that took too long."""
