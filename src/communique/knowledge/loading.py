"""Loading without Python looking for cycles: half a million objects are made that all stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Inside, the collector of cyclic garbage rests: it took half of the time of loading the knowledge.

    Only inside: a program that uses this package keeps its own setting. Also a decorator.
    """
    rested = not gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not rested:
            gc.enable()
