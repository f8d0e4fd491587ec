"""What came of a build: the pairs that have a report, and what failed, where and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that could not be made; `str(failure)` is the line that a person reads.

    >>> print(Failure("PRK-ZAF", "ValueError: no such year", cell=7))
    PRK-ZAF: cell 7: ValueError: no such year
    >>> print(Failure("", "seeds/x.txt: empty file"))
    seeds/x.txt: empty file
    """

    subject: str
    """The pair, `comparison`, or empty: a file, which the error names."""
    error: str
    """Class and message of the error, in one line."""
    cell: int = 0
    """Number of the notebook's cell, from 1, as JupyterLab shows them from the top; 0: not in a cell."""

    @property
    def reason(self) -> str:
        """What went wrong, without its subject."""
        return f"cell {self.cell}: {self.error}" if self.cell else self.error

    def __str__(self) -> str:
        return f"{self.subject}: {self.reason}" if self.subject else self.reason


@dataclass(frozen=True, slots=True)
class Summary:
    """What one build made.

    >>> print(Summary(built=("PRK-VEN", "PRK-ZAF"), failed=()))
    2 reports built
    >>> print(Summary(built=(), failed=(), unchanged=("PRK-VEN",), removed=("PRK-ZAF",)))
    0 reports built, 1 unchanged, 1 removed (PRK-ZAF)
    """

    built: tuple[str, ...]
    """Pairs whose report was made, in alphabetical order."""
    failed: tuple[Failure, ...]
    """Files, pairs and the comparison that failed, in that order."""

    unchanged: tuple[str, ...] = ()
    """Pairs whose report is as it would be if built again."""
    removed: tuple[str, ...] = ()
    """Pairs that no article describes any more; their reports are gone."""

    @property
    def complete(self) -> bool:
        """Whether nothing failed."""
        return not self.failed

    def __str__(self) -> str:
        said = f"{len(self.built)} report{'' if len(self.built) == 1 else 's'} built"
        said += f", {len(self.unchanged)} unchanged" if self.unchanged else ""
        said += f", {len(self.failed)} failed" if self.failed else ""
        return said + (f", {len(self.removed)} removed ({', '.join(self.removed)})" if self.removed else "")
