"""Bytes → Article: one module a format, one table `READERS`."""

from communique.reading.formats import ARCHIVES, READERS
from communique.reading.readers import expected, read, readable_files

__all__ = ["ARCHIVES", "READERS", "expected", "read", "readable_files"]
