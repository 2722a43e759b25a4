"""Feeds watched: a store that is filled as news appear."""

from communique.watching.watch import News, Watcher

__all__ = ["News", "Watcher"]
