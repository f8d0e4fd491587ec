"""Something that goes wrong -> an error of one line: what, where, what was expected and what to do about it."""


class RelationsError(Exception):
    """Base of every error that is raised on purpose.

    The parts stay readable as fields, so that a caller can act on them; `str(error)` composes the line a person reads.

    >>> print(RelationsError("no title", where="seeds/x.txt:1", expected="'= A–B relations ='", remedy="add it"))
    seeds/x.txt:1: no title; expected '= A–B relations ='; add it
    """

    def __init__(self, what: str, where: str = "", expected: str = "", remedy: str = "") -> None:
        self.what, self.where, self.expected, self.remedy = what, where, expected, remedy
        super().__init__(what, where, expected, remedy)

    def __str__(self) -> str:
        said = f"{self.where}: {self.what}" if self.where else self.what
        parts = [said, f"expected {self.expected}" if self.expected else "", self.remedy]
        return "; ".join(" ".join(part.split()) for part in parts if part)


class ArticleError(RelationsError):
    """A file that cannot be read as an article on the relations of two states."""


class PairError(RelationsError):
    """A pair of states that is not written as one, or that no article at hand describes."""


class LexiconError(RelationsError):
    """A lexicon file whose content is not what its header promises."""


class BuildError(RelationsError):
    """A report that could not be made."""
