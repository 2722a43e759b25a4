"""Bytes → Article: one module a format, one table `READERS`."""

from communique.reading.readers import READERS, read, readable_files

__all__ = ["READERS", "read", "readable_files"]
