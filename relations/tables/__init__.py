"""Records of what was read -> tables: pandas frames, files in a folder, and a description of every column."""

from relations.tables.description import codebook, datapackage
from relations.tables.files import FORMATS, join, read, rows, write
from relations.tables.frames import frames, rank

__all__ = ["FORMATS", "codebook", "datapackage", "frames", "join", "rank", "read", "rows", "write"]
