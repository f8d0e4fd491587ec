"""Reports as they are finished -> a bar on a terminal, a line each elsewhere; on standard error."""

import sys
from collections.abc import Generator, Iterable
from typing import TypeVar

from tqdm import tqdm

Finished = TypeVar("Finished")


def shown(finished: Iterable[tuple[str, Finished]], total: int) -> Generator[Finished]:
    """Pass on what is finished, each given with its name, and tell how far the work is."""
    terminal = sys.stderr.isatty()
    with tqdm(total=total, unit="report", disable=not terminal, file=sys.stderr, leave=False) as bar:
        for number, (name, item) in enumerate(finished, 1):
            if terminal:
                bar.set_postfix_str(name, refresh=False)
                bar.update()
            else:
                sys.stderr.write(f"[{number}/{total}] {name}\n")
            yield item
