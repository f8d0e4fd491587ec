"""The pages of pairs and what is known of all -> the same pages, telling where each pair stands among all.

A notebook is executed with the articles of its own pair only, so that it need not be executed again when another pair
changes. What its page tells of the others is put there when all are known.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from relations import paths
from relations.batch import ledger
from relations.batch.staging import staged


def put(told: Sequence[dict[str, Any]], folder: Path) -> None:
    """Fill in the page of each pair; `told` has a row of `analysis.summary_of_pairs` for each, in any order.

    A page that stays as it is is not written, one that has no report is left alone.
    """
    # What finds nothing to do does without pandas.
    import pandas as pd

    summary = pd.DataFrame(told)
    for pair in summary["pair"]:
        entry = ledger.noted(folder, pair.lower())
        if entry.get("key"):
            _fill(summary, pair, folder, entry)


def _fill(summary: Any, pair: str, folder: Path, entry: dict[str, Any]) -> None:
    from relations import display

    name = paths.pair_id(pair)
    before = (folder / name / "index.html").read_text(encoding="utf-8")
    after = display.with_standing(before, display.standing(summary, pair))
    if after != before:
        with staged(folder / name) as new:
            (new / "index.html").write_text(after, encoding="utf-8")
        ledger.note(folder, name, **{**entry, "files": [*entry["files"]]})
