"""A folder named by a reader -> the folder on disk and its articles; a pair of codes -> the name of its report."""

from pathlib import Path

from relations.errors import ArticleError, PairError, RelationsError

PACKAGE = Path(__file__).parent


def find(path: str | Path) -> Path:
    """Find a file or folder: as named, or else in one of the folders above the current one.

    Notebooks run in `notebooks/`, commands in the checkout's top folder; both say `seeds`. Looking upwards (as git does
    for its folder) lets one name serve both.

    Raises:
        RelationsError: nothing of that name is here or above.
    """
    wanted = Path(path).expanduser()
    here = Path.cwd()
    for folder in [here, *here.parents]:
        if (folder / wanted).exists():
            return Path(wanted) if folder == here else folder / wanted
    raise RelationsError(
        "no such file or folder",
        where=str(path), expected="an article or a folder of articles", remedy="check the path",
    )  # fmt: skip


def texts(folder: Path) -> list[Path]:
    """The articles in a folder, in the order of their names.

    Raises:
        ArticleError: there are none, or the folder cannot be read.
    """
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix == ".txt" and not file.name.startswith("."))
    except OSError as error:
        what = error.strerror or "unreadable"
        raise ArticleError(what, where=str(folder), expected="a folder of articles") from error
    if not files:
        raise ArticleError("no articles in this folder", where=str(folder), expected="files called *.txt")
    return files


def pair_id(pair: str | tuple[str, str]) -> str:
    """Write a pair as its report folder is called: both ISO 3166-1 alpha-3 codes in alphabetical order, lower case.

    >>> pair_id("ZAF-PRK"), pair_id(("PRK", "VEN"))
    ('prk-zaf', 'prk-ven')

    Raises:
        PairError: not two codes of three letters.
    """
    codes = pair.upper().split("-") if isinstance(pair, str) else list(pair)
    if len(codes) != 2 or not all(len(code) == 3 and code.isalnum() for code in codes) or codes[0] == codes[1]:
        raise PairError(
            "not a pair of states", where=str(pair), expected="two ISO 3166-1 alpha-3 codes such as PRK-ZAF"
        )
    return "-".join(sorted(codes)).lower()
