"""A folder -> the same folder with new files in it, each of them whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from relations.errors import BuildError


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write into; what stands in it at the end moves to `folder`, each file by one rename.

    A reader of `folder` sees the old file or the new one, never a half. After an error nothing moves or is left.

    Raises:
        BuildError: `folder` cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".new-") as name:
            new = Path(name)
            yield new
            for file in sorted(path for path in new.rglob("*") if path.is_file()):
                target = folder / file.relative_to(new)
                target.parent.mkdir(parents=True, exist_ok=True)
                file.replace(target)
    except OSError as error:
        raise BuildError(
            error.strerror or type(error).__name__, where=str(folder), expected="a folder to write reports in",
            remedy="name another with --reports",
        ) from error  # fmt: skip
