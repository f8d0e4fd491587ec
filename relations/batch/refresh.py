"""Notebooks -> the same with the outputs their cells give now: `python -m relations.batch.refresh NOTEBOOK ...`."""

import sys
from pathlib import Path

from relations.batch.execution import content, execute


def refresh(notebook: Path) -> None:
    """Execute a notebook with its own parameters and keep its outputs.

    Raises:
        CellError: a cell failed; the file is as it was.
    """
    executed = execute(notebook.read_text(encoding="utf-8"), {})
    notebook.write_bytes(content(executed))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        refresh(Path(name))
