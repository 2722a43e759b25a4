"""Bytes → Article: one module a format, one table `READERS`."""

from communique.reading.readers import READERS, expected, read, readable_files

__all__ = ["READERS", "expected", "read", "readable_files"]
