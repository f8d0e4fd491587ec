"""The table of articles of one pair -> how to cite what was read out of them: names, version, checksums; no clock."""

import pandas as pd

from relations import __version__
from relations.analysis import select
from relations.analysis.labels import called, sides
from relations.words import listed

SHOWN = 12  # digits of a checksum that tell files apart; the whole of it stands in the table


def citation(tables: dict[str, pd.DataFrame], pair: str) -> str:
    """A reference that stays true: it names the program's version and the exact text, and so what the page can say."""
    articles = select(tables, pair)["articles"]
    both = listed(called(code) for code in sides(pair))
    named = zip(articles["title"], articles["sha256"], strict=True)
    read = [f"“{title}” (SHA-256 {checksum[:SHOWN]}…)" for title, checksum in named]
    source = f", read from {listed(read)}" if read else ""
    return f"To cite this page: “{both[:1].upper()}{both[1:]}”, report made by relations {__version__}{source}."
